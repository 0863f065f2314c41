// SPDX-License-Identifier: Apache-2.0
// In: bytes from a fuzzer. Out: the target FUZZ_TARGET run over them; without libFuzzer, over the files that are named.
//
// One program for each target, as libFuzzer, AFL++ and OSS-Fuzz expect.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct fuzz_target *target_named(const char *name)
{
	const struct fuzz_target *target = fuzz_targets;

	while (target->name && strcmp(target->name, name) != 0)
		target++;
	return target;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct fuzz_target *target = target_named(FUZZ_TARGET);

	HOLDS(target->name);
	fuzz_run(target, (struct str){ (const char *)bytes, len });
	return 0;
}

#ifdef FUZZ_FILES
enum { MOST_BYTES = 1 << 20 };

int main(int argc, char **argv)
{
	static uint8_t bytes[MOST_BYTES];

	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");

		if (!file) {
			perror(argv[i]);
			return EXIT_FAILURE;
		}
		LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, sizeof(bytes), file));
		fclose(file);
	}
	return EXIT_SUCCESS;
}
#endif
