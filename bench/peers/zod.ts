// zod 4, imported as its documentation says, with its compiled (JIT) objects: a page without a
// Content-Security-Policy, which is zod's fastest case.

import * as z from "zod";
import { metadataFits } from "./api.ts";
import { checkWith, clientWith, type Parsed } from "./checked.ts";

const customer = z.looseObject({
  id: z.string().min(1),
  developer: z.int(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  photo: z.string().nullable(),
  country: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  test: z.boolean(),
  created_on: z.string().optional(),
  pay_providers: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
});

const envelope = z.object({
  count: z.int().min(0),
  next: z.string().nullable(),
  previous: z.string().nullable(),
  results: z.array(customer),
});

const required = z.string().trim().min(1, "This field may not be blank.");

const newCustomer = z.looseObject({
  first_name: required,
  last_name: required,
  email: z.string().trim().pipe(z.email("Enter a valid email address.")),
  phone: z.string().nullish(),
  country: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).refine(metadataFits, "Over 10 KB.").nullish(),
});

const listParams = z.object({
  page: z.int().min(1).optional(),
  page_size: z.int().min(1).max(100).optional(),
  search: z.string().trim().min(1, "The search query cannot be empty.").optional(),
});

const by =
  <T>(schema: z.ZodType<T>) =>
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
