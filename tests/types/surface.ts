// The package's declarations against the agreed surface: each name means the same on both sides, to
// the last `readonly` and `undefined`. That no name is missing is documented.test.mjs.

import type * as Package from "customers-client";
import type * as Agreed from "../fixtures/api.js";

/** True where the compiler holds two types for the same one, which is more than assignable both ways. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export const noticed: {
  readonly: Same<{ a: 1 }, { readonly a: 1 }>;
  optional: Same<{ a?: 1 }, { a: 1 | undefined }>;
} = { readonly: false, optional: false };

/** Values: functions, classes and constants, the default export among them. */
export const values: { [K in keyof typeof Agreed]: Same<(typeof Agreed)[K], (typeof Package)[K]> } =
  {
    default: true,
    createClient: true,
    CustomersClient: true,
    CustomersError: true,
    checkNewCustomer: true,
    checkCustomerPatch: true,
    checkNewAddress: true,
    checkAddressPatch: true,
    metadataSize: true,
    MAX_METADATA_BYTES: true,
    MAX_PHOTO_BYTES: true,
    MAX_ADDRESSES: true,
    newCustomerSchema: true,
    customerPatchSchema: true,
    newAddressSchema: true,
    addressPatchSchema: true,
    isCustomersError: true,
  };

export const nothingMore: Same<keyof typeof Agreed, keyof typeof Package> = true;

export const types: {
  WasmModule: Same<Agreed.WasmModule, Package.WasmModule>;
  ModuleSource: Same<Agreed.ModuleSource, Package.ModuleSource>;
  ClientOptions: Same<Agreed.ClientOptions, Package.ClientOptions>;
  CallOptions: Same<Agreed.CallOptions, Package.CallOptions>;
  Operation: Same<Agreed.Operation, Package.Operation>;
  Attempt: Same<Agreed.Attempt, Package.Attempt>;
  Customer: Same<Agreed.Customer, Package.Customer>;
  PayProvider: Same<Agreed.PayProvider, Package.PayProvider>;
  Metadata: Same<Agreed.Metadata, Package.Metadata>;
  Json: Same<Agreed.Json, Package.Json>;
  NewCustomer: Same<Agreed.NewCustomer, Package.NewCustomer>;
  CustomerPatch: Same<Agreed.CustomerPatch, Package.CustomerPatch>;
  Address: Same<Agreed.Address, Package.Address>;
  NewAddress: Same<Agreed.NewAddress, Package.NewAddress>;
  AddressPatch: Same<Agreed.AddressPatch, Package.AddressPatch>;
  ListParams: Same<Agreed.ListParams, Package.ListParams>;
  CustomerPage: Same<Agreed.CustomerPage, Package.CustomerPage>;
  ListAllParams: Same<Agreed.ListAllParams, Package.ListAllParams>;
  CustomersClient: Same<Agreed.CustomersClient, Package.CustomersClient>;
  InputSchema: Same<Agreed.InputSchema<"any">, Package.InputSchema<"any">>;
  SchemaResult: Same<Agreed.SchemaResult<"any">, Package.SchemaResult<"any">>;
  Issue: Same<Agreed.Issue, Package.Issue>;
  IssueCode: Same<Agreed.IssueCode, Package.IssueCode>;
  FieldErrors: Same<Agreed.FieldErrors, Package.FieldErrors>;
  ErrorCode: Same<Agreed.ErrorCode, Package.ErrorCode>;
  CustomersError: Same<Agreed.CustomersError, Package.CustomersError>;
  CustomersErrorDetails: Same<Agreed.CustomersErrorDetails, Package.CustomersErrorDetails>;
} = {
  WasmModule: true,
  ModuleSource: true,
  ClientOptions: true,
  CallOptions: true,
  Operation: true,
  Attempt: true,
  Customer: true,
  PayProvider: true,
  Metadata: true,
  Json: true,
  NewCustomer: true,
  CustomerPatch: true,
  Address: true,
  NewAddress: true,
  AddressPatch: true,
  ListParams: true,
  CustomerPage: true,
  ListAllParams: true,
  CustomersClient: true,
  InputSchema: true,
  SchemaResult: true,
  Issue: true,
  IssueCode: true,
  FieldErrors: true,
  ErrorCode: true,
  CustomersError: true,
  CustomersErrorDetails: true,
};
