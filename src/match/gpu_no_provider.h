// SPDX-License-Identifier: Apache-2.0
// In: an SDL, and what providers have. Out: findings about GPUs that none of them can give.
#ifndef AKASHLINT_MATCH_GPU_NO_PROVIDER_H
#define AKASHLINT_MATCH_GPU_NO_PROVIDER_H

struct run;

// For struct settings, together with an inventory.
void check_gpu_providers(struct run *run);

#endif
