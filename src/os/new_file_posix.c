// SPDX-License-Identifier: Apache-2.0
// In: a path and bytes. Out: a file that appears whole, or not at all, on a POSIX system.
#include "os/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "os/file.h"
#include "os/metadata.h"

// Tries to leave the newest of several versions in place while another program saves one after the other.
enum { MOST_EXCHANGES = 100 };

static const int deadly[] = { SIGINT, SIGTERM, SIGHUP, SIGPROF };
enum { N_DEADLY = sizeof(deadly) / sizeof(deadly[0]) };

// Changed only while deadly signals are held back, and only by the main thread, which alone receives them.
static struct new_file *unfinished;

// Said when the time is over. Like `unfinished`, for the main thread alone.
static const char *last_words;
static int last_status;

static void remove_unfinished(int number)
{
	for (const struct new_file *file = unfinished; file; file = file->next)
		unlink(file->temporary);
	signal(number, SIG_DFL);
	raise(number);
}

static void end_late(int number)
{
	(void)number;
	for (const struct new_file *file = unfinished; file; file = file->next)
		unlink(file->temporary);
	if (write(STDERR_FILENO, last_words, strlen(last_words)) < 0)
		_exit(last_status);
	_exit(last_status);
}

void os_end_after(unsigned seconds, const char *message, int status)
{
	const struct itimerval limit = { .it_value.tv_sec = (time_t)seconds };
	struct sigaction action = { .sa_handler = end_late, .sa_flags = SA_RESTART };

	last_words = message;
	last_status = status;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGPROF, &action, NULL) == 0)
		setitimer(ITIMER_PROF, &limit, NULL);
}

static void hold_signals(sigset_t *old)
{
	sigset_t set;

	sigemptyset(&set);
	for (int i = 0; i < N_DEADLY; i++)
		sigaddset(&set, deadly[i]);
	pthread_sigmask(SIG_BLOCK, &set, old);
}

static void catch_signals(void)
{
	struct sigaction action;

	for (int i = 0; i < N_DEADLY; i++)
		if (sigaction(deadly[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL)
			signal(deadly[i], remove_unfinished);
}

static bool make_temporary(struct new_file *file)
{
	sigset_t old;
	int error;

	catch_signals();
	hold_signals(&old);
	file->fd = mkstemp(file->temporary);
	error = errno;
	if (file->fd >= 0) {
		fcntl(file->fd, F_SETFD, FD_CLOEXEC);
		file->next = unfinished;
		unfinished = file;
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	errno = error;
	return file->fd >= 0;
}

static void forget(struct new_file *file)
{
	struct new_file **link = &unfinished;
	sigset_t old;

	hold_signals(&old);
	while (*link && *link != file)
		link = &(*link)->next;
	if (*link)
		*link = file->next;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static bool set_mode(const struct new_file *file, bool is_strict)
{
	mode_t mask;
	bool is_done;
	int old;

	if (file->is_new) {
		mask = umask(0);
		umask(mask);
		return fchmod(file->fd, 0666 & ~mask) == 0;
	}
	old = open(file->target, O_RDONLY | O_CLOEXEC);
	if (old < 0)
		return !is_strict && errno == EACCES; // may be written and not read: the new file is ours alone
	is_done = copy_metadata(old, file->fd, is_strict);
	close(old);
	return is_done;
}

static char *real_path_of(const char *path)
{
	return realpath(path, NULL);
}

bool new_file_begin(struct new_file *file, const char *path, bool is_strict)
{
	if (new_file_name(file, path, real_path_of) && make_temporary(file) && set_mode(file, is_strict))
		return true;
	new_file_drop(file);
	return false;
}

// So that the new name survives a power cut too. Some file systems can't do that, and need not.
static void sync_folder(char *path)
{
	char *slash = strrchr(path, '/');
	int fd;

	if (slash)
		*slash = '\0';
	fd = open(!slash ? "." : *path ? path : "/", O_RDONLY | O_CLOEXEC);
	if (slash)
		*slash = '/';
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

// Swaps two names at once. False (errno ENOSYS or EINVAL): this system or file system can't.
static bool exchange(const char *one, const char *other)
{
#if defined(__linux__) && defined(SYS_renameat2)
	return syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2U /* RENAME_EXCHANGE */) == 0;
#elif defined(__APPLE__)
	return renamex_np(one, other, RENAME_SWAP) == 0;
#else
	(void)one, (void)other;
	errno = ENOSYS;
	return false;
#endif
}

// Whether nobody has written to it: it holds `bytes`, or where these are NULL is as it was at `like`, and is not open
// for writing.
static bool is_untouched(const char *path, const struct file_info *like, const struct str *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct file_info now;
	bool is_so = fd >= 0;

#if defined(F_SETLEASE) && defined(F_SETSIG)
	// A lease to read is refused while the file is open for writing, wherever there are leases. Who opens it now
	// waits until it is closed here, and the signal about that means nothing to us.
	is_so = is_so && fcntl(fd, F_SETSIG, SIGURG) == 0 && (fcntl(fd, F_SETLEASE, F_RDLCK) == 0 || errno != EAGAIN);
#endif
	if (bytes)
		is_so = is_so && is_rest_of_file(fd, *bytes);
	else
		is_so = is_so && os_look(path, &now) && now.version == like->version;
	if (fd >= 0)
		close(fd);
	return is_so;
}

// The temporary file holds what another program saved while ours took its place. It goes back; what comes out should
// be what was put there last, and otherwise is a newer save, which goes back in its turn.
static enum new_file_status put_back(struct new_file *file, struct str after)
{
	const struct str *bytes = &after;
	struct file_info last = { 0 }, next;

	for (int i = 0; i < MOST_EXCHANGES; i++) {
		if (!os_look(file->temporary, &next) || !exchange(file->temporary, file->target))
			break;
		if (is_untouched(file->temporary, &last, bytes)) {
			unlink(file->temporary);
			return NEW_FILE_CHANGED;
		}
		last = next;
		bytes = NULL;
	}
	return NEW_FILE_CHANGED; // and the temporary file stays, as its contents may be worth keeping
}

static enum new_file_status take_place(struct new_file *file, const struct replacement *replacement)
{
	if (!replacement)
		return rename(file->temporary, file->target) == 0 ? NEW_FILE_OK : NEW_FILE_ERRNO;
	if (!is_untouched(file->target, NULL, &replacement->before)) {
		unlink(file->temporary);
		return NEW_FILE_CHANGED;
	}
	if (exchange(file->temporary, file->target)) {
		if (!is_untouched(file->temporary, NULL, &replacement->before))
			return put_back(file, replacement->after);
		unlink(file->temporary);
		return NEW_FILE_OK;
	}
	if (errno != ENOSYS && errno != EINVAL && errno != ENOTSUP)
		return NEW_FILE_ERRNO;
	return rename(file->temporary, file->target) == 0 ? NEW_FILE_OK : NEW_FILE_ERRNO;
}

static void finish(struct new_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	free(file->target);
	free(file->temporary);
	*file = (struct new_file){ .fd = -1 };
}

enum new_file_status new_file_keep(struct new_file *file, const struct replacement *replacement)
{
	enum new_file_status status = NEW_FILE_ERRNO;
	bool is_whole = fsync(file->fd) == 0 || errno == EINVAL || errno == ENOTSUP;
	sigset_t old;
	int error;

	is_whole = close(file->fd) == 0 && is_whole;
	file->fd = -1;
	hold_signals(&old); // while the temporary file may be somebody else's
	if (is_whole)
		status = take_place(file, replacement);
	error = errno;
	if (status == NEW_FILE_ERRNO)
		unlink(file->temporary);
	else
		sync_folder(file->target);
	forget(file);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	finish(file);
	errno = error;
	return status;
}

void new_file_drop(struct new_file *file)
{
	int error = errno;
	bool is_made = file->fd >= 0;

	if (is_made)
		unlink(file->temporary);
	forget(file);
	finish(file);
	errno = error;
}
