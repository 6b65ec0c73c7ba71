/** The part of the library that the tests use; it brings no types of its own. */
declare module 'asl-validator' {
  const validate: (definition: unknown) => {
    readonly isValid: boolean;
    readonly errors: readonly { readonly message: string }[];
  };
  export = validate;
}
