// SPDX-License-Identifier: Apache-2.0
// In: open files. Out: their bytes, on Windows.
#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <windows.h>

#include "os/file.h"
#include "os/wide.h"

enum { MOST_AT_ONCE = 1 << 20, AHEAD = 64 * 1024 };

static int open_file(const char *path, int how)
{
	wchar_t wide[WIDE_MAX];
	struct file_info info;
	int fd = -1;

	if (wide_path(path, wide))
		fd = _wopen(wide, how | _O_BINARY | _O_NOINHERIT);
	if (fd < 0 && errno == EACCES && os_look(path, &info) && info.kind == FILE_FOLDER)
		errno = EISDIR;
	return fd;
}

int os_open_to_read(const char *path)
{
	return open_file(path, _O_RDONLY);
}

int os_open_to_write(const char *path)
{
	return open_file(path, _O_WRONLY);
}

bool os_close(int fd)
{
	return _close(fd) == 0;
}

uint64_t os_size(int fd)
{
	struct _stat64 about;

	return _fstat64(fd, &about) == 0 && (about.st_mode & _S_IFMT) == _S_IFREG && about.st_size > 0
		       ? (uint64_t)about.st_size
		       : 0;
}

static ptrdiff_t read_file(int fd, char *bytes, size_t n)
{
	return _read(fd, bytes, (unsigned)(n < MOST_AT_ONCE ? n : MOST_AT_ONCE));
}

// Nothing in Windows waits for the bytes of a pipe with a limit of time: once there is a limit, a thread reads ahead.
static struct {
	SRWLOCK lock;
	CONDITION_VARIABLE changed;
	bool is_running;
	bool is_full; // with what the last read gave: n bytes of which `taken` are gone, the end or an error
	ptrdiff_t n, taken;
	int fd, error;
	char bytes[AHEAD];
} ahead = { .lock = SRWLOCK_INIT, .changed = CONDITION_VARIABLE_INIT };

static DWORD WINAPI read_ahead(void *context)
{
	ptrdiff_t n;

	(void)context;
	do {
		n = read_file(ahead.fd, ahead.bytes, sizeof(ahead.bytes));
		AcquireSRWLockExclusive(&ahead.lock);
		ahead.n = n;
		ahead.taken = 0;
		ahead.error = errno;
		ahead.is_full = true;
		WakeAllConditionVariable(&ahead.changed);
		while (n > 0 && ahead.is_full)
			SleepConditionVariableSRW(&ahead.changed, &ahead.lock, INFINITE, 0);
		ReleaseSRWLockExclusive(&ahead.lock);
	} while (n > 0);
	return 0;
}

static bool start_reading(int fd)
{
	HANDLE thread;

	if (ahead.is_running)
		return ahead.fd == fd;
	ahead.fd = fd;
	thread = CreateThread(NULL, 0, read_ahead, NULL, 0, NULL);
	ahead.is_running = thread != NULL;
	if (thread)
		CloseHandle(thread);
	return ahead.is_running;
}

bool os_wait_to_read(int fd, int timeout)
{
	DWORD left = timeout < 0 ? INFINITE : (DWORD)timeout;
	ULONGLONG end = GetTickCount64() + left, now;
	bool is_ready;

	if (!start_reading(fd))
		return true;
	AcquireSRWLockExclusive(&ahead.lock);
	while (!ahead.is_full && SleepConditionVariableSRW(&ahead.changed, &ahead.lock, left, 0))
		if (timeout >= 0)
			left = (now = GetTickCount64()) < end ? (DWORD)(end - now) : 0;
	is_ready = ahead.is_full;
	ReleaseSRWLockExclusive(&ahead.lock);
	return is_ready;
}

static ptrdiff_t take_ahead(char *bytes, size_t n)
{
	AcquireSRWLockExclusive(&ahead.lock);
	while (!ahead.is_full)
		SleepConditionVariableSRW(&ahead.changed, &ahead.lock, INFINITE, 0);
	if (ahead.n <= 0) {
		ReleaseSRWLockExclusive(&ahead.lock);
		errno = ahead.error;
		return ahead.n;
	}
	if (n > (size_t)(ahead.n - ahead.taken))
		n = (size_t)(ahead.n - ahead.taken);
	memcpy(bytes, ahead.bytes + ahead.taken, n);
	ahead.taken += (ptrdiff_t)n;
	ahead.is_full = ahead.taken < ahead.n;
	WakeAllConditionVariable(&ahead.changed);
	ReleaseSRWLockExclusive(&ahead.lock);
	return (ptrdiff_t)n;
}

ptrdiff_t os_read(int fd, char *bytes, size_t n)
{
	return ahead.is_running && fd == ahead.fd ? take_ahead(bytes, n) : read_file(fd, bytes, n);
}

// The C library has EINVAL for some ways in which a reader can be gone.
static void name_error_of_pipe(void)
{
	unsigned long error = 0;

	_get_doserrno(&error);
	if (error == ERROR_BROKEN_PIPE || error == ERROR_NO_DATA || error == ERROR_PIPE_NOT_CONNECTED)
		errno = EPIPE;
}

bool os_write(int fd, struct str bytes)
{
	while (bytes.len) {
		int n = _write(fd, bytes.ptr, (unsigned)(bytes.len < MOST_AT_ONCE ? bytes.len : MOST_AT_ONCE));

		if (n < 0) {
			name_error_of_pipe();
			return false;
		}
		bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return true;
}

bool os_is_terminal(int fd)
{
	DWORD mode;

	return GetConsoleMode((HANDLE)_get_osfhandle(fd), &mode);
}

size_t os_terminal_width(int fd)
{
	CONSOLE_SCREEN_BUFFER_INFO info;

	return GetConsoleScreenBufferInfo((HANDLE)_get_osfhandle(fd), &info)
		       ? (size_t)(info.srWindow.Right - info.srWindow.Left + 1)
		       : 0;
}
