// SPDX-License-Identifier: Apache-2.0
// In: cards of a GPU catalogue. Out: text about them.
#ifndef AKASHLINT_REPORT_GPUS_H
#define AKASHLINT_REPORT_GPUS_H

#include "catalogue/catalogue_select.h"
#include "report/style.h"

void gpus_table(struct arena *arena, struct strbuf *out, const struct gpu_catalogue *catalogue,
		const struct gpu_selection *selection, const struct style *style);
void gpus_json(struct arena *arena, struct strbuf *out, const struct gpu_catalogue *catalogue,
	       const struct gpu_selection *selection);

// "40Gi, 64Gi (sxm), 80Gi": the memory of the variants, with the interfaces where they are not all that `whole` has:
// the card as it is in the catalogue.
void memory_to_text(struct strbuf *out, const struct gpu_card *card, const struct gpu_card *whole);
// "12.8"
void milli_version_to_text(struct strbuf *out, milli_version version);

#endif
