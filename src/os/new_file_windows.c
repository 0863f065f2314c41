// SPDX-License-Identifier: Apache-2.0
// In: a path and bytes. Out: a file that appears whole, or not at all, on Windows.
#include "os/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <windows.h>

#include "base/arena.h"
#include "os/file.h"
#include "os/wide.h"
#include "os/workers.h"

// A scanner for viruses may hold a file for a moment. In milliseconds.
enum { MOST_TRIES = 20, PAUSE = 25, MOST_NAMES = 100 };

static SRWLOCK lock =
	SRWLOCK_INIT; // of all below: Ctrl-C comes on a thread of its own, and so does the end of the time
static struct new_file *unfinished;

// Said when the time is over.
static uint64_t end_of_time;
static const char *last_words;
static int last_status;

static bool remove_file(const char *path)
{
	wchar_t wide[WIDE_MAX];

	return wide_path(path, wide) && (DeleteFileW(wide) || wide_fail());
}

// Under the lock, which is then kept until the program has ended.
static void remove_all(void)
{
	for (const struct new_file *file = unfinished; file; file = file->next) {
		if (file->fd >= 0)
			_close(file->fd);
		remove_file(file->temporary);
	}
}

static BOOL WINAPI remove_unfinished(DWORD event)
{
	(void)event;
	AcquireSRWLockExclusive(&lock);
	remove_all();
	return FALSE; // the program ends
}

static bool make_temporary(struct new_file *file)
{
	static bool is_listening;
	char *ending = file->temporary + strlen(file->target);
	unsigned number = GetCurrentProcessId() * 1000003U ^ (unsigned)GetTickCount64();
	wchar_t wide[WIDE_MAX];

	AcquireSRWLockExclusive(&lock);
	is_listening = is_listening || SetConsoleCtrlHandler(remove_unfinished, TRUE);
	for (int i = 0; i < MOST_NAMES && file->fd < 0; i++) {
		sprintf(ending, ".%06x", (number + (unsigned)i) & 0xffffff);
		if (!wide_path(file->temporary, wide))
			break;
		file->fd = _wopen(wide, _O_RDWR | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT, _S_IREAD | _S_IWRITE);
		if (file->fd < 0 && errno != EEXIST)
			break;
	}
	if (file->fd >= 0) {
		file->next = unfinished;
		unfinished = file;
	}
	ReleaseSRWLockExclusive(&lock);
	return file->fd >= 0;
}

static char *copy_real_path(const char *path)
{
	struct arena arena;
	const char *real;
	char *copy;

	arena_init(&arena);
	real = os_real_path(&arena, path);
	copy = real ? strdup(real) : NULL;
	arena_clear(&arena);
	return copy;
}

static uint64_t number_of(FILETIME time)
{
	return (uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime;
}

// The time of all threads together, in the unit of Windows: 100 nanoseconds.
static uint64_t time_worked(void)
{
	FILETIME begun, ended, kernel = { 0, 0 }, user = { 0, 0 };

	if (!GetProcessTimes(GetCurrentProcess(), &begun, &ended, &kernel, &user))
		return 0;
	return number_of(kernel) + number_of(user);
}

// Looks again when the rest of the time can be over at the earliest, with every processor at work.
static DWORD WINAPI watch_time(void *context)
{
	enum { PER_MILLISECOND = 10000, LONGEST_NAP = 60 * 1000 };
	DWORD n_written;
	uint64_t left;

	(void)context;
	for (;;) {
		AcquireSRWLockExclusive(&lock);
		left = time_worked();
		left = left < end_of_time ? (end_of_time - left) / PER_MILLISECOND / n_processors() : 0;
		if (left == 0)
			break;
		ReleaseSRWLockExclusive(&lock);
		Sleep(left < LONGEST_NAP ? (DWORD)left : LONGEST_NAP);
	}
	remove_all();
	WriteFile(GetStdHandle(STD_ERROR_HANDLE), last_words, (DWORD)strlen(last_words), &n_written, NULL);
	TerminateProcess(GetCurrentProcess(), (UINT)last_status); // no thread is waited for
	return 0;
}

void os_end_after(unsigned seconds, const char *message, int status)
{
	enum { PER_SECOND = 10000000 };
	static bool is_watching;
	HANDLE thread;

	AcquireSRWLockExclusive(&lock);
	end_of_time = time_worked() + (uint64_t)seconds * PER_SECOND;
	last_words = message;
	last_status = status;
	ReleaseSRWLockExclusive(&lock);
	if (is_watching)
		return;
	thread = CreateThread(NULL, 0, watch_time, NULL, 0, NULL);
	is_watching = thread != NULL;
	if (thread)
		CloseHandle(thread);
}

bool new_file_begin(struct new_file *file, const char *path, bool is_strict)
{
	(void)is_strict; // ReplaceFile keeps what there is to keep
	if (new_file_name(file, path, copy_real_path) && make_temporary(file))
		return true;
	new_file_drop(file);
	return false;
}

static bool is_held(void)
{
	DWORD error = GetLastError();

	return error == ERROR_SHARING_VIOLATION || error == ERROR_LOCK_VIOLATION || error == ERROR_ACCESS_DENIED ||
	       error == ERROR_UNABLE_TO_REMOVE_REPLACED;
}

static bool take_place(const struct new_file *file)
{
	wchar_t target[WIDE_MAX], temporary[WIDE_MAX];

	if (!wide_path(file->target, target) || !wide_path(file->temporary, temporary))
		return false;
	for (int i = 0; i < MOST_TRIES; i++) {
		// With the rights, the attributes and the streams of the old file.
		if (!file->is_new && ReplaceFileW(target, temporary, NULL, REPLACEFILE_IGNORE_MERGE_ERRORS, NULL, NULL))
			return true;
		if ((file->is_new || GetLastError() == ERROR_FILE_NOT_FOUND) &&
		    MoveFileExW(temporary, target, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
			return true;
		if (!is_held())
			break;
		Sleep(PAUSE);
	}
	return wide_fail();
}

static void finish(struct new_file *file)
{
	struct new_file **link = &unfinished;

	AcquireSRWLockExclusive(&lock);
	while (*link && *link != file)
		link = &(*link)->next;
	if (*link)
		*link = file->next;
	ReleaseSRWLockExclusive(&lock);
	free(file->target);
	free(file->temporary);
	*file = (struct new_file){ .fd = -1 };
}

enum new_file_status new_file_keep(struct new_file *file, const struct replacement *replacement)
{
	enum new_file_status status = NEW_FILE_ERRNO;
	bool is_whole = _commit(file->fd) == 0 || errno == EBADF || errno == EINVAL;
	int error;

	is_whole = _close(file->fd) == 0 && is_whole;
	file->fd = -1;
	if (is_whole && replacement && !is_whole_file(file->target, replacement->before))
		status = NEW_FILE_CHANGED;
	else if (is_whole && take_place(file))
		status = NEW_FILE_OK;
	error = errno;
	if (status != NEW_FILE_OK)
		remove_file(file->temporary);
	finish(file);
	errno = error;
	return status;
}

void new_file_drop(struct new_file *file)
{
	int error = errno;

	if (file->fd >= 0) {
		_close(file->fd);
		remove_file(file->temporary);
	}
	finish(file);
	errno = error;
}
