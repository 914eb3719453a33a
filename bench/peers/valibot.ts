// The same schemas by valibot.

import * as v from "valibot";
import { metadataFits } from "./api.ts";
import { checkWith, clientWith, type Parsed } from "./checked.ts";

const integer = v.pipe(v.number(), v.safeInteger());
const record = v.record(v.string(), v.unknown());

const customer = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1)),
  developer: integer,
  first_name: v.string(),
  last_name: v.string(),
  email: v.string(),
  phone: v.nullable(v.string()),
  photo: v.nullable(v.string()),
  country: v.nullable(v.string()),
  metadata: v.nullable(record),
  test: v.boolean(),
  created_on: v.optional(v.string()),
  pay_providers: v.optional(v.array(v.object({ id: v.string(), name: v.string() }))),
});

const envelope = v.object({
  count: v.pipe(integer, v.minValue(0)),
  next: v.nullable(v.string()),
  previous: v.nullable(v.string()),
  results: v.array(customer),
});

const required = v.pipe(v.string(), v.trim(), v.minLength(1, "This field may not be blank."));

const newCustomer = v.looseObject({
  first_name: required,
  last_name: required,
  email: v.pipe(v.string(), v.trim(), v.email("Enter a valid email address.")),
  phone: v.nullish(v.string()),
  country: v.nullish(v.string()),
  metadata: v.nullish(v.pipe(record, v.check(metadataFits, "Over 10 KB."))),
});

const listParams = v.object({
  page: v.optional(v.pipe(integer, v.minValue(1))),
  page_size: v.optional(v.pipe(integer, v.minValue(1), v.maxValue(100))),
  search: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))),
});

const by =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (value: unknown): Parsed<T> => {
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return { value: parsed.output };
    const { nested, root } = v.flatten(parsed.issues);
    return { faults: { ...nested, ...(root && { non_field_errors: root }) } as never };
  };

const schemas = {
  listParams: by(listParams),
  newCustomer: by(newCustomer),
  customer: by(customer),
  envelope: by(envelope),
};

export const createClient = clientWith(schemas);
export const check = checkWith(schemas);
