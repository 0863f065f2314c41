// SPDX-License-Identifier: Apache-2.0
// In: paths in UTF-8, as all the rest has them, and errors of Windows. Out: paths in UTF-16 for its calls, and errnos.
#include "os/wide.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "os/path.h"

static const wchar_t long_prefix[] = L"\\\\?\\", long_computer[] = L"\\\\?\\UNC\\";
enum { LONG_PREFIX = 4, LONG_COMPUTER = 8, SHORT_MAX = 248 }; // folders have room for a short name less

bool wide_fail(void)
{
	static const struct {
		DWORD error;
		int is;
	} errors[] = {
		{ ERROR_FILE_NOT_FOUND, ENOENT },       { ERROR_PATH_NOT_FOUND, ENOENT },
		{ ERROR_INVALID_NAME, ENOENT },         { ERROR_BAD_NETPATH, ENOENT },
		{ ERROR_BAD_NET_NAME, ENOENT },         { ERROR_INVALID_DRIVE, ENOENT },
		{ ERROR_DIRECTORY, ENOTDIR },           { ERROR_ACCESS_DENIED, EACCES },
		{ ERROR_SHARING_VIOLATION, EACCES },    { ERROR_LOCK_VIOLATION, EACCES },
		{ ERROR_WRITE_PROTECT, EROFS },         { ERROR_FILE_EXISTS, EEXIST },
		{ ERROR_ALREADY_EXISTS, EEXIST },       { ERROR_DISK_FULL, ENOSPC },
		{ ERROR_NOT_ENOUGH_MEMORY, ENOMEM },    { ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG },
		{ ERROR_CANT_RESOLVE_FILENAME, ELOOP },
	};
	DWORD error = GetLastError();

	errno = EIO;
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i].error == error)
			errno = errors[i].is;
	return false;
}

bool wide_path(const char *path, wchar_t wide[WIDE_MAX])
{
	static const wchar_t devices[] = L"\\\\.\\";
	wchar_t plain[WIDE_MAX];
	const wchar_t *prefix = long_prefix;
	DWORD len;
	size_t skipped = 0;

	if (!MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, plain, WIDE_MAX)) {
		errno = GetLastError() == ERROR_INSUFFICIENT_BUFFER ? ENAMETOOLONG : ENOENT;
		return false;
	}
	// Absolute, as the form for long paths must be, with backslashes and without "..".
	len = GetFullPathNameW(plain, WIDE_MAX, wide, NULL);
	if (len == 0 || len >= WIDE_MAX - LONG_COMPUTER) {
		errno = len ? ENAMETOOLONG : ENOENT;
		return false;
	}
	if (len < SHORT_MAX || wcsncmp(wide, long_prefix, LONG_PREFIX) == 0 || wcsncmp(wide, devices, LONG_PREFIX) == 0)
		return true;
	if (wide[0] == L'\\' && wide[1] == L'\\') {
		prefix = long_computer;
		skipped = 2;
	}
	memmove(wide + wcslen(prefix), wide + skipped, (len + 1 - skipped) * sizeof(*wide));
	memcpy(wide, prefix, wcslen(prefix) * sizeof(*wide));
	return true;
}

char *path_from_wide(const wchar_t *wide)
{
	bool is_of_computer = wcsncmp(wide, long_computer, LONG_COMPUTER) == 0;
	int size;
	char *path;

	if (is_of_computer)
		wide += LONG_COMPUTER - 2;
	else if (wcsncmp(wide, long_prefix, LONG_PREFIX) == 0)
		wide += LONG_PREFIX;
	size = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
	path = size > 0 ? malloc((size_t)size) : NULL;
	if (!path)
		return NULL;
	WideCharToMultiByte(CP_UTF8, 0, wide, -1, path, size, NULL, NULL);
	path_tidy(path);
	if (is_of_computer)
		path[0] = '/';
	return path;
}
