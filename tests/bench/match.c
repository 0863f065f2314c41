// SPDX-License-Identifier: Apache-2.0
// In: the program. Out: the time and the memory that matching takes, as a table: how both grow with what is matched.
//
// Inventories are made up: providers of a few kinds, with nodes of eight GPUs, most of which are taken. About one in
// three has no room for the deployment, so that reasons are told and changes are tried.
#define _DEFAULT_SOURCE // for wait4, which tells of one child
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/measure.h"

enum { ROUNDS = 5, CARDS = 8, MAX_PATH = 4096 };

static const char *const models[] = { "h100", "a100", "rtx4090", "l40s", "v100" };

static const struct {
	int providers, nodes, services;
} sizes[] = {
	{ 1, 20, 10 },   { 10, 20, 10 },  { 100, 20, 10 },  { 300, 20, 10 }, { 1000, 20, 10 }, { 2000, 20, 10 },
	{ 1000, 1, 10 }, { 1000, 5, 10 }, { 1000, 40, 10 }, { 1000, 20, 1 }, { 1000, 20, 5 },  { 1000, 20, 40 },
};

static char folder[] = "/tmp/akashlint-bench.XXXXXX";

static FILE *create(const char *name, char *path)
{
	FILE *file;

	snprintf(path, MAX_PATH, "%s/%s", folder, name);
	file = fopen(path, "w");
	if (!file)
		fail(path);
	return file;
}

static void write_node(FILE *out, int provider, int node)
{
	const char *model = models[(provider + node / 7) % 5];

	fprintf(out,
		"{\"name\":\"node%d\",\"resources\":{\"cpu\":{\"quantity\":{\"allocatable\":\"128\",\"allocated\":\"%"
		"dm\"}},",
		node, 90000 + (provider * 37 + node * 11) % 36000);
	fprintf(out, "\"memory\":{\"quantity\":{\"allocatable\":\"512Gi\",\"allocated\":\"%dMi\"}},",
		420000 + (provider * 977 + node * 31) % 90000);
	fprintf(out, "\"gpu\":{\"quantity\":{\"allocatable\":\"8\",\"allocated\":\"%d\"},\"info\":[",
		(provider + node) % 3 ? 8 : 7);
	for (int i = 0; i < CARDS; i++)
		fprintf(out,
			"%s{\"vendor\":\"nvidia\",\"vendor_id\":\"10de\",\"name\":\"%s\",\"model_id\":\"2330\","
			"\"interface\":\"SXM5\",\"memory_size\":\"80Gi\"}",
			i ? "," : "", model);
	fprintf(out, "]},\"ephemeral_storage\":{\"allocatable\":\"3Ti\",\"allocated\":\"400Gi\"}},\"capabilities\":{"
		     "\"storage_classes\":[\"beta3\",\"ram\"]}}");
}

static void write_inventory(char *path, int n_providers, int n_nodes)
{
	FILE *out = create("inventory.json", path);

	fprintf(out, "{\"providers\":[");
	for (int i = 0; i < n_providers; i++) {
		fprintf(out,
			"%s\n{\"owner\":\"akash1provider%d\",\"hostUri\":\"https://"
			"p%d.example.com:8443\",\"attributes\":[{\"key\":\"region\",\"value\":\"%s\"}",
			i ? "," : "", i, i, i % 10 ? "eu" : "na");
		for (int j = 0; j < 5; j++)
			fprintf(out, ",{\"key\":\"capabilities/gpu/vendor/nvidia/model/%s\",\"value\":\"true\"}",
				models[j]);
		fprintf(out, "],\"cluster\":{\"inventory\":{\"cluster\":{\"nodes\":[");
		for (int j = 0; j < n_nodes; j++) {
			fputs(j ? "," : "", out);
			write_node(out, i, j);
		}
		fprintf(out, "],\"storage\":[{\"quantity\":{\"allocatable\":\"20Ti\",\"allocated\":\"3Ti\"},\"info\":{"
			     "\"class\":\"beta3\"}}]}}}}");
	}
	fprintf(out, "]}\n");
	if (fclose(out) != 0)
		fail(path);
}

static void write_sdl(char *path, int n_services)
{
	FILE *out = create("deploy.yml", path);

	fprintf(out, "version: \"2.0\"\nservices:\n");
	for (int i = 0; i < n_services; i++)
		fprintf(out, "  s%d:\n    image: nginx:1.27.4\n    expose: [{port: %d, to: [{global: true}]}]\n", i,
			8000 + i);
	fprintf(out, "profiles:\n  compute:\n");
	for (int i = 0; i < n_services; i++)
		fprintf(out,
			"    s%d: {resources: {cpu: {units: 4}, memory: {size: %dGi}, storage: {size: 20Gi}, gpu: "
			"{units: 1,"
			" attributes: {vendor: {nvidia: [{model: %s}, {model: l40s}]}}}}}\n",
			i, 8 + i % 7, models[i % 3]);
	fprintf(out, "  placement:\n    here:\n      attributes: {region: eu}\n      pricing:\n");
	for (int i = 0; i < n_services; i++)
		fprintf(out, "        s%d: {denom: uact, amount: 1000}\n", i);
	fprintf(out, "deployment:\n");
	for (int i = 0; i < n_services; i++)
		fprintf(out, "  s%d: {here: {profile: s%d, count: 1}}\n", i, i);
	if (fclose(out) != 0)
		fail(path);
}

// The program's output is read, as a reader of it would, for the number of those that fit.
static int read_fitting(int from)
{
	char head[1024] = "", rest[65536];
	ssize_t n = read(from, head, sizeof(head) - 1);
	const char *colon = n > 0 ? strstr(head, "group here: ") : NULL;

	while (n > 0)
		n = read(from, rest, sizeof(rest));
	close(from);
	return colon ? atoi(colon + strlen("group here: ")) : -1;
}

static double run(const char *program, const char *inventory, const char *sdl, long *peak, int *fitting)
{
	double start = now_ms();
	struct rusage used;
	int status, ends[2];
	pid_t child;

	if (pipe(ends) != 0)
		fail("pipe");
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		execl(program, program, "match", "--no-config", "--color", "never", "--providers", inventory, sdl,
		      (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	*fitting = read_fitting(ends[0]);
	if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
		fail(program);
	*peak = used.ru_maxrss;
	return now_ms() - start;
}

static void measure(const char *program, size_t i)
{
	char inventory[MAX_PATH], sdl[MAX_PATH];
	double least = 0;
	int fitting = 0;
	long peak = 0;

	write_inventory(inventory, sizes[i].providers, sizes[i].nodes);
	write_sdl(sdl, sizes[i].services);
	// What else the machine does only adds to it.
	for (int round = 0; round < ROUNDS; round++) {
		double time = run(program, inventory, sdl, &peak, &fitting);

		least = round == 0 || time < least ? time : least;
	}
	printf("| %9d | %5d | %8d | %7d | %8.0f | %8.0f |\n", sizes[i].providers, sizes[i].nodes, sizes[i].services,
	       fitting, least, (double)peak / 1024);
	fflush(stdout);
	unlink(inventory);
	unlink(sdl);
}

int main(int argc, char **argv)
{
	if (argc != 2 || !mkdtemp(folder))
		fail("usage: match PROGRAM");
	printf("| providers | nodes | services | fitting | time, ms | peak, MB |\n|--:|--:|--:|--:|--:|--:|\n");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		measure(argv[1], i);
	rmdir(folder);
	return EXIT_SUCCESS;
}
