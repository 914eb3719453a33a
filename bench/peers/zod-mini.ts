// The same schemas by zod/mini: zod's smaller, functional surface.

import * as z from "zod/mini";
import { metadataFits } from "./api.ts";
import { checkWith, clientWith, type Parsed } from "./checked.ts";

const customer = z.looseObject({
  id: z.string().check(z.minLength(1)),
  developer: z.int(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  phone: z.nullable(z.string()),
  photo: z.nullable(z.string()),
  country: z.nullable(z.string()),
  metadata: z.nullable(z.record(z.string(), z.unknown())),
  test: z.boolean(),
  created_on: z.optional(z.string()),
  pay_providers: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))),
});

const envelope = z.object({
  count: z.int().check(z.minimum(0)),
  next: z.nullable(z.string()),
  previous: z.nullable(z.string()),
  results: z.array(customer),
});

const required = z.string().check(z.trim(), z.minLength(1, "This field may not be blank."));

const newCustomer = z.looseObject({
  first_name: required,
  last_name: required,
  email: z.pipe(z.string().check(z.trim()), z.email("Enter a valid email address.")),
  phone: z.nullish(z.string()),
  country: z.nullish(z.string()),
  metadata: z.nullish(
    z.record(z.string(), z.unknown()).check(z.refine(metadataFits, "Over 10 KB.")),
  ),
});

const listParams = z.object({
  page: z.optional(z.int().check(z.minimum(1))),
  page_size: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  search: z.optional(z.string().check(z.trim(), z.minLength(1))),
});

const by =
  <T>(schema: z.ZodMiniType<T>) =>
  (value: unknown): Parsed<T> => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value: parsed.data };
    const { fieldErrors, formErrors } = z.flattenError(parsed.error);
    return {
      faults: { ...fieldErrors, ...(formErrors.length && { non_field_errors: formErrors }) },
    };
  };

const schemas = {
  listParams: by(listParams),
  newCustomer: by(newCustomer),
  customer: by(customer),
  envelope: by(envelope),
};

export const createClient = clientWith(schemas);
export const check = checkWith(schemas);
