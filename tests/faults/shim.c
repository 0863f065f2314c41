// SPDX-License-Identifier: Apache-2.0
// In: FAULT_AT, the number of a call that a program makes of the system; FAULT, what happens there: the number of an
// error, "short" for half of what was to be read or written, or the number of a signal as "-9", "half-9" after half of
// it was written. Out: that happens once. With FAULT_LOG the name of each call goes to that file instead.
//
// Loaded before the C library (LD_PRELOAD): it stands in for what the program calls there.
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int n_calls;

static void *real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

static void log_call(const char *path, const char *name)
{
	static FILE *log;

	if (!log)
		log = fopen(path, "we");
	if (log) {
		fprintf(log, "%s\n", name);
		fflush(log);
	}
}

// What is to happen at this call; NULL: nothing.
static const char *fault_of(const char *name)
{
	const char *log = getenv("FAULT_LOG"), *at = getenv("FAULT_AT");

	n_calls++;
	if (log)
		log_call(log, name);
	return !log && at && atoi(at) == n_calls ? getenv("FAULT") : NULL;
}

static int is_faulty(const char *name)
{
	const char *fault = fault_of(name);
	int number = fault ? atoi(fault) : 0;

	if (number < 0)
		raise(-number);
	if (number > 0)
		errno = number;
	return number > 0;
}

// Stands in for `name`: fails, or does what it does.
// clang-format off
#define STAND_IN(type, failure, name, parameters, arguments) \
	type name parameters; \
	type name parameters \
	{ \
		type(*call) parameters = (type(*) parameters)real(#name); \
\
		return is_faulty(#name) ? failure : call arguments; \
	}
// clang-format on
STAND_IN(int, -1, close, (int fd), (fd))
STAND_IN(int, -1, fsync, (int fd), (fd))
STAND_IN(int, -1, mkstemp, (char *path), (path))
STAND_IN(int, -1, unlink, (const char *path), (path))
STAND_IN(int, -1, rename, (const char *from, const char *to), (from, to))
STAND_IN(int, -1, fchmod, (int fd, mode_t mode), (fd, mode))
STAND_IN(int, -1, fchown, (int fd, uid_t user, gid_t group), (fd, user, group))
STAND_IN(int, -1, stat, (const char *path, struct stat *about), (path, about))
STAND_IN(int, -1, lstat, (const char *path, struct stat *about), (path, about))
STAND_IN(int, -1, fstat, (int fd, struct stat *about), (fd, about))
STAND_IN(int, -1, access, (const char *path, int mode), (path, mode))
STAND_IN(int, -1, poll, (struct pollfd * fds, nfds_t n, int timeout), (fds, n, timeout))
STAND_IN(char *, NULL, realpath, (const char *path, char *out), (path, out))
STAND_IN(char *, NULL, __realpath_chk, (const char *path, char *out, size_t room), (path, out, room))
STAND_IN(char *, NULL, getcwd, (char *out, size_t room), (out, room))
STAND_IN(char *, NULL, __getcwd_chk, (char *out, size_t n, size_t room), (out, n, room))
STAND_IN(DIR *, NULL, opendir, (const char *path), (path))
STAND_IN(struct dirent *, NULL, readdir, (DIR * folder), (folder))
STAND_IN(ssize_t, -1, flistxattr, (int fd, char *names, size_t room), (fd, names, room))
STAND_IN(ssize_t, -1, fgetxattr, (int fd, const char *name, void *value, size_t room), (fd, name, value, room))
STAND_IN(int, -1, fsetxattr, (int fd, const char *name, const void *value, size_t n, int how),
	 (fd, name, value, n, how))
STAND_IN(int, -1, __open_2, (const char *path, int how), (path, how))

// The program opens only what is there, and calls nothing of its own but for renameat2, which has five arguments.
int open(const char *path, int how, ...)
{
	int (*call)(const char *, int, ...) = (int (*)(const char *, int, ...))real("open");

	return is_faulty("open") ? -1 : call(path, how);
}

long syscall(long number, ...)
{
	long (*call)(long, ...) = (long (*)(long, ...))real("syscall"), a[5];
	va_list list;

	va_start(list, number);
	for (int i = 0; i < 5; i++)
		a[i] = va_arg(list, long);
	va_end(list);
	return is_faulty("syscall") ? -1 : call(number, a[0], a[1], a[2], a[3], a[4]);
}

static ssize_t part_of(const char *fault, ssize_t (*call)(int, void *, size_t), int fd, void *bytes, size_t n)
{
	int number = fault ? atoi(fault) : 0;
	ssize_t n_done;

	if (number > 0) {
		errno = number;
		return -1;
	}
	if (number < 0)
		raise(-number);
	n_done = call(fd, bytes, fault && number == 0 && n > 1 ? n / 2 : n);
	if (fault && strncmp(fault, "half", 4) == 0)
		raise(-atoi(fault + 4));
	return n_done;
}

ssize_t read(int fd, void *bytes, size_t n)
{
	return part_of(fault_of("read"), (ssize_t(*)(int, void *, size_t))real("read"), fd, bytes, n);
}

ssize_t __read_chk(int fd, void *bytes, size_t n, size_t room);
ssize_t __read_chk(int fd, void *bytes, size_t n, size_t room)
{
	(void)room;
	return read(fd, bytes, n);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	return part_of(fault_of("write"), (ssize_t(*)(int, void *, size_t))real("write"), fd, (void *)bytes, n);
}
