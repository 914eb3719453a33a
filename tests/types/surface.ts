// The package's declarations against the agreed surface: each name means the same on both sides.

import type * as Package from "customers-client";
import type * as Agreed from "../fixtures/api.js";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

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
    metadataSize: true,
    MAX_METADATA_BYTES: true,
    MAX_PHOTO_BYTES: true,
    MAX_ADDRESSES: true,
    isCustomersError: true,
  };

export const nothingMore: Same<keyof typeof Agreed, keyof typeof Package> = true;

export const types: {
  ModuleSource: Same<Agreed.ModuleSource, Package.ModuleSource>;
  ClientOptions: Same<Agreed.ClientOptions, Package.ClientOptions>;
  CallOptions: Same<Agreed.CallOptions, Package.CallOptions>;
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
  FieldErrors: Same<Agreed.FieldErrors, Package.FieldErrors>;
  ErrorCode: Same<Agreed.ErrorCode, Package.ErrorCode>;
} = {
  ModuleSource: true,
  ClientOptions: true,
  CallOptions: true,
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
  FieldErrors: true,
  ErrorCode: true,
};
