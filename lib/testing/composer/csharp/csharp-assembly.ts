/** One assembly to compile, with what MSBuild would give the compiler for it. */
export interface CsharpAssembly {
  /** Unlike that of every other one that is compiled with it; others use it by this name. */
  readonly id: string;
  /** Its own name, which `InternalsVisibleTo` means. */
  readonly name: string;
  /** A program has an entry point, a library none. */
  readonly output: 'program' | 'library';
  /** Version of the language: `13`. */
  readonly language: string;
  /** Whether warnings about null are asked for. */
  readonly nullable: boolean;
  /** Ids of assemblies that stand before it in the list and that it refers to. */
  readonly uses: readonly string[];
  /** Paths as the compiler names them. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** What the compiler says about a line: an error or a warning. */
export interface Diagnostic {
  /** Id of the assembly. */
  readonly assembly: string;
  /** Empty when it is about no line. */
  readonly path: string;
  /** Counted from one. */
  readonly line: number;
  readonly severity: string;
  /** Such as `CS0029`. */
  readonly code: string;
  readonly message: string;
}
