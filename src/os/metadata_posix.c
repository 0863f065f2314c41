// SPDX-License-Identifier: Apache-2.0
// In: an old file and a new one. Out: the new one with the owner, the mode, the ACL and the attributes of the old one.
#include "os/metadata.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__APPLE__)
#include <copyfile.h>

static bool copy_attributes(int from, int to)
{
	return fcopyfile(from, to, NULL, COPYFILE_ACL | COPYFILE_XATTR) == 0;
}

#elif defined(__linux__)
#include <sys/xattr.h>

enum { MOST_BYTES = 64 * 1024 }; // of names, and of a value: Linux has no more

// Those that describe the bytes: the kernel makes them anew.
static bool is_of_bytes(const char *name)
{
	return strcmp(name, "security.ima") == 0 || strcmp(name, "security.evm") == 0;
}

static bool copy_attribute(int from, int to, const char *name, char *value, char *other)
{
	ssize_t len = fgetxattr(from, name, value, MOST_BYTES);

	if (len < 0 || is_of_bytes(name))
		return len >= 0;
	// Attributes that the system has set already, such as a label, often can't be set and need not be.
	return (fgetxattr(to, name, other, MOST_BYTES) == len && memcmp(value, other, (size_t)len) == 0) ||
	       fsetxattr(to, name, value, (size_t)len, 0) == 0;
}

// The folder may give each new file an ACL, and the mode that is set later would bring it to life.
static bool drop_other_acl(int from, int to)
{
	static const char acl[] = "system.posix_acl_access";

	return fgetxattr(from, acl, NULL, 0) >= 0 || fgetxattr(to, acl, NULL, 0) < 0 || fremovexattr(to, acl) == 0;
}

static bool copy_attributes(int from, int to)
{
	char *bytes = malloc(3 * MOST_BYTES);
	ssize_t len = bytes ? flistxattr(from, bytes, MOST_BYTES) : -1;
	bool is_done = len >= 0 || (bytes && errno == ENOTSUP);

	// ACLs are among them.
	for (ssize_t i = 0; i < len && is_done; i += (ssize_t)strlen(bytes + i) + 1)
		is_done = copy_attribute(from, to, bytes + i, bytes + MOST_BYTES, bytes + 2 * MOST_BYTES);
	free(bytes);
	return drop_other_acl(from, to) && is_done;
}

#else

static bool copy_attributes(int from, int to)
{
	(void)from, (void)to;
	return true;
}

#endif

// The owner first: changing it takes bits off the mode.
bool copy_metadata(int from, int to, bool is_strict)
{
	struct stat old, new;
	mode_t mode;

	if (fstat(from, &old) != 0 || fstat(to, &new) != 0)
		return false;
	mode = old.st_mode & (is_strict ? 07777 : 0777);
	if (new.st_uid != old.st_uid || new.st_gid != old.st_gid) {
		if (fchown(to, old.st_uid, old.st_gid) != 0 && is_strict)
			return false;
		if (fstat(to, &new) != 0)
			return false;
		if (new.st_gid != old.st_gid)
			mode &= (mode_t)~070;
	}
	if (!copy_attributes(from, to)) {
		if (is_strict)
			return false;
		mode &= 0700;
	}
	return fchmod(to, mode) == 0;
}
