// SPDX-License-Identifier: Apache-2.0
// In: akashlint.mjs. Out: its types.

export type Content = string | Uint8Array | ArrayBuffer;
/** The program: its bytes, a compiled module, or a response that has them. */
export type Source = BufferSource | WebAssembly.Module | Response;

/** What went wrong besides findings: an option that does not exist, a file that can't be read, no memory. */
export class AkashlintError extends Error {}

/** Files in memory. Relative paths begin at the instance's working directory. */
export interface Files {
	set(path: string, content: Content): void;
	read(path: string): Uint8Array | undefined;
	text(path: string): string | undefined;
	has(path: string): boolean;
	/** A folder goes with all that is in it. */
	delete(path: string): boolean;
	/** All of them, absolute and sorted. */
	paths(): string[];
}

export interface LoadOptions {
	files?: Map<string, Content> | Record<string, Content>;
	/** Absolute; "/" by default. It is made if need be. */
	cwd?: string;
}

/** A path in `files`, or the file's content: bytes, or what becomes JSON. */
export type Data = string | Uint8Array | object;
type Several<T> = T | T[];

/**
 * The long options of the command line, without dashes: `--fail-on LEVEL` is `failOn: "LEVEL"`, `--no-config` is
 * `noConfig: true`, and an array repeats an option. An array of objects
 * is data: one document.
 */
export interface Options {
	/** Where the text is from: shown in reports, and configuration files are looked for from its folder up. */
	path?: string;
	config?: Data;
	noConfig?: boolean;
	noInline?: boolean;
	target?: "network" | "console";
	select?: Several<string>;
	enable?: Several<string>;
	disable?: Several<string>;
	severity?: Several<string>;
	policy?: Data;
	gpus?: Data;
	rate?: Several<string>;
	providers?: Several<Data>;
	prices?: Several<Data>;
	[option: string]: unknown;
}

export interface MatchOptions extends Options {
	providers: Several<Data>;
}

export interface BidsOptions extends Options {
	bids: Data;
	model?: string;
	audited?: boolean;
	dseq?: string;
	order?: "price" | "audited";
}

export interface Edit {
	line: number;
	column: number;
	end_line: number;
	end_column: number;
	text: string;
}

export interface Diagnostic {
	file: string;
	line: number;
	column: number;
	end_line: number;
	end_column: number;
	severity: "error" | "warning" | "info";
	rule: string;
	rejected_by?: string[];
	message: string;
	help?: string;
	note?: string;
	path?: string;
	related?: { file: string; line: number; column: number; end_line: number; end_column: number; message: string }[];
	fix?: { description: string; applicability: "safe" | "unsafe"; edits: Edit[] };
	[key: string]: unknown;
}

/** As `--format json` writes it; the schemas are in schemas/ of akashlint's sources. */
export interface Report {
	tool: string;
	version: string;
	files: number;
	errors: number;
	warnings: number;
	infos: number;
	diagnostics: Diagnostic[];
	/** Of fix(): how many were fixed. */
	fixed?: number;
	[key: string]: unknown;
}

export interface Result {
	/** 0: no findings. 1: findings. 2: failure, which stderr describes. */
	status: number;
	stdout: string;
	stderr: string;
}

/** Messages of the Language Server Protocol are the text of one JSON-RPC message each, without a header. */
export interface Server {
	/** Answers are sent before it returns, diagnostics soon after: the server keeps its own timer. */
	take(message: string | object): void;
	/** Publishes now what would be published soon. */
	idle(): void;
	/** 0 after a clean shutdown, otherwise 1. */
	stop(): number;
	/** After "exit", or stop(). */
	readonly isEnded: boolean;
}

export interface ServerOptions extends Options {
	send: (message: string) => void;
	/** Options of "akashlint lsp" as on the command line. */
	args?: string[];
}

/**
 * Calls return when they are done; a check takes about a millisecond. After an AkashlintError with a `cause` (memory
 * ran out) the instance can't be used any more: load `module` again.
 */
export class Akashlint {
	readonly module: WebAssembly.Module;
	/** Of instances in memory. */
	readonly files: Files;
	/** It ran out of memory, and can't be used any more. */
	readonly hasFailed: boolean;
	/** The command line: `run(["check", "deploy.yml"])`. */
	run(args: string[], options?: { stdin?: Content }): Result;
	/** Throws if there is no report; findings are no failure. */
	check(text: Content, options?: Options): Report;
	/** With `unsafeFixes: true` also those that may change what is deployed. The report has what is left. */
	fix(text: Content, options?: Options & { unsafeFixes?: boolean }): { text: string; report: Report };
	/** The `groups` of a text that the network rejects are null. */
	resources(text: Content, options?: Options): any;
	match(text: Content, options: MatchOptions): any;
	bids(text: Content, options: BidsOptions): any;
	/** What a rule finds, why, and how to fix it. */
	explain(rule: string): string;
	/** The language server, one at a time. */
	server(options: ServerOptions): Server;
}

/** On files in memory. */
export function load(source: Source | Promise<Source>, options?: LoadOptions): Promise<Akashlint>;

/** The methods of Akashlint as functions, of an instance that is made when it is needed. */
export interface Functions {
	check(text: Content, options?: Options): Promise<Report>;
	fix(text: Content, options?: Options & { unsafeFixes?: boolean }): Promise<{ text: string; report: Report }>;
	resources(text: Content, options?: Options): Promise<any>;
	match(text: Content, options: MatchOptions): Promise<any>;
	bids(text: Content, options: BidsOptions): Promise<any>;
	explain(rule: string): Promise<string>;
	run(args: string[], options?: { stdin?: Content }): Promise<Result>;
	/** Each has an instance of its own. */
	server(options: ServerOptions): Promise<Server>;
}
