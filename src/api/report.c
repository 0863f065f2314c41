// SPDX-License-Identifier: Apache-2.0
// In: a result. Out: reports on it, its fixed text, the bids on it judged.
#include <string.h>

#include "api/result.h"
#include "base/json_reader.h"
#include "bids/judge.h"
#include "fix/diff_from_texts.h"
#include "fix/fix_run.h"
#include "lint.h"
#include "match/match_all.h"
#include "report/formats.h"

// What a call is about, and what came out of it.
struct task {
	struct akashlint_result *result;
	enum output_kind kind;
	const struct report_format *format;
	bool takes_unsafe;
	struct fixed fixed;
	struct akashlint_text bids;
	const char *dseq, *model;
	const char *text;
	enum akashlint_status status;
};

static enum akashlint_status do_task(struct task *task, void (*work)(void *context))
{
	struct akashlint_result *result = task->result;

	if (!result->broken)
		result->broken = guard_within(&result->arena, &result->choices, work, task);
	return result->broken ? result->broken : task->status;
}

static enum akashlint_status invalid(struct akashlint_result *result, const char *error)
{
	result->error = error;
	return AKASHLINT_INVALID;
}

const char *akashlint_result_error(const struct akashlint_result *result)
{
	return result->error;
}

// Anew, as fixes that don't hold are gone from the result's own findings.
static void fix(void *context)
{
	struct task *task = context;
	struct akashlint_result *result = task->result;
	const struct source *source = &result->run.source;
	struct run run;

	if (source->is_converted) {
		task->fixed = (struct fixed){ .text = result->text };
		return;
	}
	lint(&run, &result->arena, &result->settings, source->name, result->text);
	fix_run(&run, task->takes_unsafe, &task->fixed);
}

enum akashlint_status akashlint_result_fix(struct akashlint_result *result, bool takes_unsafe, const char **text,
					   size_t *len, size_t *n_fixed)
{
	struct task task = { .result = result, .takes_unsafe = takes_unsafe };
	enum akashlint_status status = do_task(&task, fix);

	*text = status == AKASHLINT_OK ? task.fixed.text.ptr : NULL;
	if (len)
		*len = task.fixed.text.len;
	if (n_fixed)
		*n_fixed = task.fixed.n;
	return status;
}

static void diff(void *context)
{
	struct task *task = context;
	struct akashlint_result *result = task->result;
	struct strbuf out = strbuf_in(&result->arena);

	fix(task);
	diff_from_texts(&out, result->run.source.name, result->text, task->fixed.text);
	task->text = out.text;
}

enum akashlint_status akashlint_result_diff(struct akashlint_result *result, bool takes_unsafe, const char **text)
{
	struct task task = { .result = result, .takes_unsafe = takes_unsafe };
	enum akashlint_status status = do_task(&task, diff);

	*text = status == AKASHLINT_OK ? task.text : NULL;
	return status;
}

static void judge(struct task *task, struct report *report)
{
	struct akashlint_result *result = task->result;
	const struct bid_choice choice = {
		.dseq = result->dseq,
		.model = result->model,
		.needs_audit = result->bid_flags & AKASHLINT_AUDITED_ONLY,
		.is_by_audit = result->bid_flags & AKASHLINT_AUDITED_FIRST,
	};
	struct judged_bids *judged = arena_alloc(&result->arena, sizeof(*judged));

	*judged = bids_judge(&result->run, result->bids, &choice);
	report->bids = judged;
}

static void write_report(void *context)
{
	enum { WIDTH = 120 };
	struct task *task = context;
	struct akashlint_result *result = task->result;
	struct run *run = &result->run;
	struct report report;

	report_begin(&report, task->format, &result->arena);
	report.style.width = WIDTH;
	report.totals.n_commented = run->suppressed.n;
	report.totals.n_configured = run->n_silenced;
	if (task->kind == OUTPUT_MATCHES)
		report.matches = match_sdl(run, result->choices.inventory);
	else if (task->kind == OUTPUT_BIDS)
		judge(task, &report);
	report_file(&report, run);
	report_end(&report);
	task->text = report.out.text;
}

enum akashlint_status akashlint_result_report(struct akashlint_result *result, enum akashlint_report report,
					      const char *format, const char **text)
{
	static const enum output_kind kinds[] = {
		[AKASHLINT_FINDINGS] = OUTPUT_FINDINGS,
		[AKASHLINT_RESOURCES] = OUTPUT_RESOURCES,
		[AKASHLINT_MATCHES] = OUTPUT_MATCHES,
		[AKASHLINT_BIDS] = OUTPUT_BIDS,
	};
	struct task task = { .result = result };
	enum akashlint_status status;

	*text = NULL;
	if ((size_t)report >= COUNT_OF(kinds))
		return invalid(result, "there is no such report");
	task.kind = kinds[report];
	task.format = format_by_name(task.kind, str_of(format));
	if (!task.format)
		return invalid(result, "this report has no such format");
	if (task.kind != OUTPUT_FINDINGS && (result->run.is_rejected || !result->run.sdl))
		return AKASHLINT_REJECTED;
	if ((task.kind == OUTPUT_MATCHES && !result->choices.inventory) || (task.kind == OUTPUT_BIDS && !result->bids))
		return AKASHLINT_NO_DATA;
	status = do_task(&task, write_report);
	if (status == AKASHLINT_OK)
		*text = task.text;
	return status;
}

static const char *kept_or_null(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

static void read_bids(void *context)
{
	struct task *task = context;
	struct akashlint_result *result = task->result;
	struct arena *arena = &result->arena;
	struct bid_list *list = arena_alloc(arena, sizeof(*list));
	const char *name = kept_or_null(arena, task->bids.name);
	struct str text = { arena_strndup(arena, task->bids.text, task->bids.len), task->bids.len };
	struct json_fault fault;

	if (!bids_from_text(arena, text, list, &fault)) {
		task->status = invalid(result, json_fault_text(arena, name, &fault));
		return;
	}
	task->dseq = kept_or_null(arena, task->dseq);
	task->model = kept_or_null(arena, task->model);
	result->dseq = task->dseq;
	result->model = task->model;
	result->bids = list;
}

enum akashlint_status akashlint_result_set_bids(struct akashlint_result *result, const struct akashlint_text *bids,
						const char *dseq, const char *model, unsigned flags)
{
	struct task task = { .result = result, .bids = *bids, .dseq = dseq, .model = model };
	enum akashlint_status status = do_task(&task, read_bids);

	if (status == AKASHLINT_OK)
		result->bid_flags = flags;
	return status;
}
