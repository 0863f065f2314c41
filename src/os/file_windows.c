// SPDX-License-Identifier: Apache-2.0
// In: paths and open files. Out: their properties and their bytes, on Windows.
#include "os/file.h"

#include <aclapi.h>
#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "base/arena.h"
#include "os/path.h"
#include "os/wide.h"

static UINT old_code_page;

static void restore_code_page(void)
{
	SetConsoleOutputCP(old_code_page);
}

// A console shows UTF-8, and colours where it can: these have no TERM.
static void prepare_console(void)
{
	bool has_escapes = false;
	DWORD mode;

	for (DWORD i = 0; i < 2; i++) {
		HANDLE console = GetStdHandle(i ? STD_ERROR_HANDLE : STD_OUTPUT_HANDLE);

		if (GetConsoleMode(console, &mode) &&
		    SetConsoleMode(console, mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING))
			has_escapes = true;
	}
	if (has_escapes && !getenv("TERM"))
		_putenv("TERM=xterm-256color");
	old_code_page = GetConsoleOutputCP();
	if (old_code_page && old_code_page != CP_UTF8 && SetConsoleOutputCP(CP_UTF8))
		atexit(restore_code_page);
}

static void ignore_parameter(const wchar_t *expression, const wchar_t *function, const wchar_t *file, unsigned line,
			     uintptr_t reserved)
{
	(void)expression, (void)function, (void)file, (void)line, (void)reserved;
}

bool os_begin(void)
{
	// Calls with a closed file fail, as elsewhere, and don't end the program.
	_set_invalid_parameter_handler(ignore_parameter);
	for (int fd = OS_STDIN; fd <= OS_STDERR; fd++) {
		if (_get_osfhandle(fd) == (intptr_t)INVALID_HANDLE_VALUE || _get_osfhandle(fd) == -2) {
			_close(fd);
			// The lowest free number is this one.
			if (_open("NUL", fd == OS_STDIN ? _O_WRONLY : _O_RDONLY) != fd)
				return false;
		}
		_setmode(fd, _O_BINARY);
	}
	prepare_console();
	return true;
}

// Other things that programs put into the same place, such as files that are still in a cloud, are no links.
static bool is_link(const wchar_t *wide)
{
	WIN32_FIND_DATAW found;
	HANDLE search;

	search = FindFirstFileW(wide, &found);
	if (search == INVALID_HANDLE_VALUE)
		return false;
	FindClose(search);
	return found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT &&
	       (found.dwReserved0 == IO_REPARSE_TAG_SYMLINK || found.dwReserved0 == IO_REPARSE_TAG_MOUNT_POINT);
}

static bool is_own_user(PSID owner)
{
	_Alignas(TOKEN_USER) char bytes[SECURITY_MAX_SID_SIZE + sizeof(TOKEN_USER)];
	TOKEN_USER *user = (TOKEN_USER *)(void *)bytes;
	bool is_own = true;
	HANDLE token;
	DWORD len;

	if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
		return true;
	if (GetTokenInformation(token, TokenUser, user, sizeof(bytes), &len))
		is_own = EqualSid(owner, user->User.Sid);
	CloseHandle(token);
	return is_own;
}

// Where nobody owns files, such as on a USB stick, nobody is foreign.
static bool is_foreign(wchar_t *wide)
{
	PSECURITY_DESCRIPTOR security;
	bool is_so;
	PSID owner;

	if (GetNamedSecurityInfoW(wide, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, &owner, NULL, NULL, NULL,
				  &security) != ERROR_SUCCESS)
		return false;
	is_so = owner && !IsWellKnownSid(owner, WinBuiltinAdministratorsSid) &&
		!IsWellKnownSid(owner, WinLocalSystemSid) && !IsWellKnownSid(owner, WinWorldSid) && !is_own_user(owner);
	LocalFree(security);
	return is_so;
}

static HANDLE open_to_look(const wchar_t *wide)
{
	return CreateFileW(wide, FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
			   OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
}

static void describe(const BY_HANDLE_FILE_INFORMATION *about, struct file_info *info)
{
	uint64_t changed = (uint64_t)about->ftLastWriteTime.dwHighDateTime << 32 | about->ftLastWriteTime.dwLowDateTime;
	bool is_folder = about->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;

	info->kind = is_folder ? FILE_FOLDER : FILE_REGULAR;
	info->has_copies = !is_folder && about->nNumberOfLinks > 1;
	info->size = is_folder ? 0 : (uint64_t)about->nFileSizeHigh << 32 | about->nFileSizeLow;
	info->device = about->dwVolumeSerialNumber;
	info->number = (uint64_t)about->nFileIndexHigh << 32 | about->nFileIndexLow;
	info->version = changed * 31 + info->number * 17 + info->size + 1;
}

bool os_look(const char *path, struct file_info *info)
{
	BY_HANDLE_FILE_INFORMATION about;
	wchar_t wide[WIDE_MAX];
	HANDLE file;

	if (!wide_path(path, wide))
		return false;
	file = open_to_look(wide);
	if (file == INVALID_HANDLE_VALUE)
		return wide_fail();
	*info = (struct file_info){ .kind = FILE_OTHER, .version = 1 };
	if (GetFileType(file) == FILE_TYPE_DISK && GetFileInformationByHandle(file, &about)) {
		describe(&about, info);
		info->is_link = is_link(wide);
		info->is_foreign = is_foreign(wide);
	}
	CloseHandle(file);
	return true;
}

bool os_is_same_file(const char *path, const char *other)
{
	struct file_info a, b;

	return os_look(path, &a) && os_look(other, &b) && a.device == b.device && a.number == b.number;
}

bool os_may_write(const char *path)
{
	wchar_t wide[WIDE_MAX];

	return wide_path(path, wide) && _waccess(wide, 2) == 0;
}

// Below the folder that holds ".git", or the current folder where there is none.
static const char *repository(struct arena *arena)
{
	const char *here = os_current_folder(arena);
	struct file_info info;

	for (const char *folder = here; folder && *folder; folder = path_folder(arena, folder))
		if (os_look(path_join(arena, folder, ".git"), &info))
			return folder;
	return here;
}

bool os_leads_out(const char *path)
{
	const char *root, *real, *written;
	wchar_t wide[WIDE_MAX];
	bool leads_out = false;
	struct arena arena;
	char *full;

	if (!wide_path(path, wide) || !(full = path_from_wide(wide)))
		return false;
	arena_init(&arena);
	root = repository(&arena);
	written = full;
	if (root && path_below(root, written)) {
		// A path that does not exist yet is resolved through its folder.
		while (!(real = os_real_path(&arena, written)) && *written)
			written = path_folder(&arena, written);
		leads_out = real && !path_below(root, real);
	}
	arena_clear(&arena);
	free(full);
	return leads_out;
}

struct search {
	HANDLE handle;
};

static void close_search(void *context)
{
	struct search *search = context;

	if (search->handle != INVALID_HANDLE_VALUE)
		FindClose(search->handle);
	search->handle = INVALID_HANDLE_VALUE;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_name(struct arena *arena, const wchar_t *wide, struct name_list *names)
{
	char name[4 * MAX_PATH]; // what a name of MAX_PATH units can be

	if (wcscmp(wide, L".") == 0 || wcscmp(wide, L"..") == 0 ||
	    !WideCharToMultiByte(CP_UTF8, 0, wide, -1, name, sizeof(name), NULL, NULL))
		return;
	ARENA_PUSH(arena, names->items, names->n, names->cap) = arena_strndup(arena, name, strlen(name));
}

bool os_list_folder(struct arena *arena, const char *path, struct name_list *names)
{
	struct search *search = arena_alloc(arena, sizeof(*search));
	wchar_t wide[WIDE_MAX];
	WIN32_FIND_DATAW found;

	*names = (struct name_list){ 0 };
	if (!wide_path(path_join(arena, path, "*"), wide))
		return false;
	search->handle = INVALID_HANDLE_VALUE;
	arena_defer(arena, close_search, search);
	search->handle = FindFirstFileW(wide, &found);
	if (search->handle == INVALID_HANDLE_VALUE)
		return wide_fail();
	do
		add_name(arena, found.cFileName, names);
	while (FindNextFileW(search->handle, &found));
	if (GetLastError() != ERROR_NO_MORE_FILES)
		return wide_fail();
	close_search(search);
	if (names->n)
		qsort(names->items, names->n, sizeof(*names->items), by_name);
	return true;
}

static const char *take(struct arena *arena, char *path)
{
	const char *copy = path ? arena_strndup(arena, path, strlen(path)) : NULL;

	free(path);
	return copy;
}

const char *os_real_path(struct arena *arena, const char *path)
{
	wchar_t wide[WIDE_MAX], real[WIDE_MAX];
	HANDLE file;
	DWORD len;

	if (!wide_path(path, wide))
		return NULL;
	file = open_to_look(wide);
	if (file == INVALID_HANDLE_VALUE) {
		wide_fail();
		return NULL;
	}
	len = GetFinalPathNameByHandleW(file, real, WIDE_MAX, FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
	CloseHandle(file);
	// Not every driver of a disk can answer that.
	return take(arena, path_from_wide(len > 0 && len < WIDE_MAX ? real : wide));
}

const char *os_current_folder(struct arena *arena)
{
	return os_real_path(arena, ".");
}
