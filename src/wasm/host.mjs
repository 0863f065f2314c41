// SPDX-License-Identifier: Apache-2.0
// In: calls of WASI. Out: the real files of this machine, by Node's "fs": akashlint may read and write what Node may.
import { Fd, wasi as abi } from "@bjorn3/browser_wasi_shim";
import fs from "node:fs";
import tty from "node:tty";

const isWindows = process.platform === "win32";
// Inside every path is as on POSIX systems: C:\a is /C:/a.
export const pathInside = (path) => (isWindows ? `/${path.replaceAll("\\", "/")}`.replace(/^\/+/, "/") : path);
const pathOutside = (path) => (isWindows && /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path);

// Node and WASI have the same names for errors.
function attempt(call, failed = {}) {
	try {
		return { ret: 0, ...call() };
	} catch (error) {
		if (!error.code) throw error;
		return { ...failed, ret: abi[`ERRNO_${error.code.slice(1)}`] ?? abi.ERRNO_IO };
	}
}

function kindOf(entry) {
	if (entry.isFile()) return abi.FILETYPE_REGULAR_FILE;
	if (entry.isDirectory()) return abi.FILETYPE_DIRECTORY;
	return entry.isSymbolicLink() ? abi.FILETYPE_SYMBOLIC_LINK : abi.FILETYPE_CHARACTER_DEVICE;
}

// As WASI lays it out; that of the shim has its times at the wrong places.
function filestat(about) {
	return {
		write_bytes(view, at) {
			[about.dev, about.ino, BigInt(kindOf(about)), about.nlink, about.size, about.atimeNs, about.mtimeNs, about.ctimeNs]
				.forEach((value, i) => view.setBigUint64(at + 8 * i, BigInt.asUintN(64, value), true));
		},
	};
}

// Standard files may not be ready. Wait without spinning.
function patiently(call) {
	for (;;) {
		try {
			return call();
		} catch (error) {
			if (error.code === "EOF") return 0;
			if (error.code !== "EAGAIN") throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
	}
}

export class HostFile extends Fd {
	#fd;

	constructor(fd) {
		super();
		this.#fd = fd;
	}

	fd_close() {
		return attempt(() => fs.closeSync(this.#fd)).ret;
	}

	fd_sync() {
		return attempt(() => fs.fsyncSync(this.#fd)).ret;
	}

	fd_fdstat_get() {
		const kind = tty.isatty(this.#fd) ? abi.FILETYPE_CHARACTER_DEVICE : abi.FILETYPE_REGULAR_FILE;

		return { ret: 0, fdstat: new abi.Fdstat(kind, 0) };
	}

	fd_filestat_get() {
		return attempt(() => ({ filestat: filestat(fs.fstatSync(this.#fd, { bigint: true })) }), { filestat: null });
	}

	fd_read(size) {
		const bytes = new Uint8Array(size);

		return attempt(() => ({ data: bytes.subarray(0, patiently(() => fs.readSync(this.#fd, bytes))) }), { data: bytes.subarray(0, 0) });
	}

	fd_write(bytes) {
		return attempt(() => ({ nwritten: patiently(() => fs.writeSync(this.#fd, bytes)) }), { nwritten: 0 });
	}
}

class HostFolder extends Fd {
	#path;
	#entries;

	constructor(path) {
		super();
		this.#path = path;
	}

	// With the right to everything, which files in it inherit.
	fd_fdstat_get() {
		const fdstat = new abi.Fdstat(abi.FILETYPE_DIRECTORY, 0);

		fdstat.fs_rights_base = fdstat.fs_rights_inherited = 0x3fffffffn;
		return { ret: 0, fdstat };
	}

	fd_filestat_get() {
		return this.path_filestat_get(1, "");
	}

	fd_read() {
		return { ret: abi.ERRNO_ISDIR, data: new Uint8Array(0) };
	}

	fd_readdir_single(cookie) {
		return attempt(() => {
			this.#entries ??= fs.readdirSync(this.outside(""), { withFileTypes: true });
			const entry = this.#entries[Number(cookie)];

			return { dirent: entry ? new abi.Dirent(cookie + 1n, 0n, entry.name, kindOf(entry)) : null };
		}, { dirent: null });
	}

	outside(path) {
		return pathOutside(`${this.#path}/${path}`.replace(/^\/+/, "/"));
	}

	path_filestat_get(flags, path) {
		const about = flags & 1 ? fs.statSync : fs.lstatSync;

		return attempt(() => ({ filestat: filestat(about(this.outside(path), { bigint: true })) }), { filestat: null });
	}

	path_readlink(path) {
		return attempt(() => ({ data: pathInside(fs.readlinkSync(this.outside(path))) }), { data: null });
	}

	// Readable by others than the owner only after copy_metadata, or where the file is new.
	path_open(_, path, oflags, rights) {
		const outside = this.outside(path), { constants } = fs;
		const writes = (rights & BigInt(abi.RIGHTS_FD_WRITE)) !== 0n, reads = (rights & BigInt(abi.RIGHTS_FD_READ)) !== 0n;
		let flags = writes ? (reads ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY;

		if (oflags & abi.OFLAGS_CREAT) flags |= constants.O_CREAT;
		if (oflags & abi.OFLAGS_EXCL) flags |= constants.O_EXCL;
		if (oflags & abi.OFLAGS_TRUNC) flags |= constants.O_TRUNC;
		if (!writes && fs.statSync(outside, { throwIfNoEntry: false })?.isDirectory())
			return { ret: 0, fd_obj: new HostFolder(`${this.#path}/${path}`.replace(/^\/+/, "/")) };
		if (oflags & abi.OFLAGS_DIRECTORY) return { ret: abi.ERRNO_NOTDIR, fd_obj: null };
		return attempt(() => ({ fd_obj: new HostFile(fs.openSync(outside, flags)) }), { fd_obj: null });
	}

	path_unlink_file(path) {
		return attempt(() => fs.unlinkSync(this.outside(path))).ret;
	}

	// The shim renames in two steps, which are one here.
	path_unlink(path) {
		return { ret: 0, inode_obj: this.outside(path) };
	}

	path_link(path, from) {
		return attempt(() => fs.renameSync(from, this.outside(path))).ret;
	}
}

// All drives: every path but that of an option's data.
export class HostRoot extends HostFolder {
	constructor() {
		super("/");
	}

	fd_prestat_get() {
		return { ret: 0, prestat: abi.Prestat.dir("/") };
	}
}

// What WASI lacks: modes and owners.
export function copyMetadata(from, to, isStrict) {
	return attempt(() => {
		const old = fs.statSync(pathOutside(from)), made = fs.statSync(pathOutside(to));
		let mode = old.mode & 0o777;

		if (made.uid !== old.uid || made.gid !== old.gid) {
			const { ret } = attempt(() => fs.chownSync(pathOutside(to), old.uid, old.gid));

			if (ret && isStrict) return { ret };
			if (ret) mode &= 0o700;
		}
		fs.chmodSync(pathOutside(to), mode);
	}).ret;
}

// Neither ours nor the administrator's.
export function isForeign(path) {
	const about = isWindows ? undefined : fs.statSync(path, { throwIfNoEntry: false });

	return about !== undefined && about.uid !== 0 && about.uid !== process.geteuid();
}
