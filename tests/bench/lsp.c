// SPDX-License-Identifier: Apache-2.0
// In: the path of the program. Out: how long its language server takes from a key that is struck in an SDL of 1000
// lines to the diagnostics, pushed and pulled, and how long bare libyaml takes to parse the same text.
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/libyaml.h"

enum { N_SERVICES = 28, N_KEYS = 2000, N_WARMING = 100, MAX_TEXT = 64 * 1024, MAX_MESSAGE = 256 * 1024 };

static const char service[] = "  web-%d:\n"
			      "    image: ghcr.io/example/worker-%d:1.4.2\n"
			      "    command: [\"/bin/worker\"]\n"
			      "    args:\n"
			      "      - --queue=jobs-%d\n"
			      "      - --verbose\n"
			      "    env:\n"
			      "      - QUEUE_HOST=web-0\n"
			      "      - LOG_LEVEL=info\n"
			      "    expose:\n"
			      "      - port: 80\n"
			      "        as: %d\n"
			      "        to:\n"
			      "          - global: true\n"
			      "    params:\n"
			      "      storage:\n"
			      "        data:\n"
			      "          mount: /data\n";
static const char compute[] = "    web-%d:\n"
			      "      resources:\n"
			      "        cpu:\n"
			      "          units: 0.5\n"
			      "        memory:\n"
			      "          size: 512Mi\n"
			      "        storage:\n"
			      "          - size: 1Gi\n"
			      "          - name: data\n"
			      "            size: 10Gi\n"
			      "            attributes:\n"
			      "              persistent: true\n"
			      "              class: beta3\n";
static const char price[] = "        web-%d: {denom: uact, amount: 1000}\n";
static const char deployment[] = "  web-%d:\n"
				 "    anywhere:\n"
				 "      profile: web-%d\n"
				 "      count: 1\n";

static char text[MAX_TEXT], message[MAX_MESSAGE];
static size_t len, n_lines;
static int to_server, from_server;

static void add_section(const char *head, const char *format)
{
	len += (size_t)snprintf(text + len, sizeof(text) - len, "%s", head);
	for (int i = 0; i < N_SERVICES; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, format, i, i, i, i + 1000);
}

static void make_text(void)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-extra-args"
	add_section("version: \"2.0\"\nservices:\n", service);
	add_section("profiles:\n  compute:\n", compute);
	add_section("  placement:\n    anywhere:\n      pricing:\n", price);
	add_section("deployment:\n", deployment);
#pragma GCC diagnostic pop
	for (size_t i = 0; i < len; i++)
		n_lines += text[i] == '\n';
}

static void write_all(const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t written = write(to_server, bytes, n);

		if (written < 0)
			fail("write");
		bytes += written;
		n -= (size_t)written;
	}
}

// Both parts in one write, as a client does it.
static void tell(const char *body)
{
	static char whole[MAX_MESSAGE];
	int n = snprintf(whole, sizeof(whole), "Content-Length: %zu\r\n\r\n%s", strlen(body), body);

	write_all(whole, (size_t)n);
}

static void read_all(char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t got = read(from_server, bytes, n);

		if (got <= 0)
			fail("read");
		bytes += got;
		n -= (size_t)got;
	}
}

static void read_message(void)
{
	char header[64];
	size_t n = 0, size;

	while (n < 4 || memcmp(header + n - 4, "\r\n\r\n", 4) != 0) {
		if (n == sizeof(header) - 1)
			fail("header");
		read_all(header + n++, 1);
	}
	header[n] = '\0';
	size = strtoul(header + strlen("Content-Length: "), NULL, 10);
	if (size >= sizeof(message))
		fail("message");
	read_all(message, size);
	message[size] = '\0';
}

static pid_t start(const char *program)
{
	int in[2], out[2];
	pid_t child;

	if (pipe(in) != 0 || pipe(out) != 0 || (child = fork()) < 0)
		fail("start");
	if (child == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		close(in[1]);
		close(out[0]);
		execl(program, program, "lsp", "--no-config", (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	to_server = in[1];
	from_server = out[0];
	return child;
}

static void open_document(bool is_pulled)
{
	char body[MAX_MESSAGE], *at = body;

	tell(is_pulled
		     ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{\"textDocument\":"
		       "{\"diagnostic\":{}}}}}"
		     : "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");
	read_message();
	at += sprintf(at, "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
			  "{\"uri\":\"file:///a.yml\",\"languageId\":\"yaml\",\"version\":0,\"text\":\"");
	for (size_t i = 0; i < len; i++)
		at += text[i] == '\n'  ? sprintf(at, "\\n")
		      : text[i] == '"' ? sprintf(at, "\\\"")
				       : sprintf(at, "%c", text[i]);
	sprintf(at, "\"}}}");
	tell(body);
	if (!is_pulled)
		read_message();
}

// A character at the end of an image's tag comes, and goes with the next key: the YAML stays sound.
static size_t strike(int n, char *change)
{
	char image[64];
	const char *at;
	size_t end, line = 0, column;
	bool is_typed = n % 2 == 0;

	snprintf(image, sizeof(image), "worker-%d:1.4.2", n / 2 % N_SERVICES);
	at = strstr(text, image);
	if (!at)
		fail("image");
	end = (size_t)(at - text) + strlen(image);
	for (column = 0; text[end - column - 1] != '\n'; column++)
		;
	for (size_t i = 0; i < end; i++)
		line += text[i] == '\n';
	memmove(text + end + is_typed, text + end + !is_typed, len - end + is_typed);
	if (is_typed)
		text[end] = '0';
	len = is_typed ? len + 1 : len - 1;
	return (size_t)sprintf(
		change,
		"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":"
		"{\"uri\":\"file:///a.yml\",\"version\":%d},\"contentChanges\":[{\"range\":{\"start\":{\"line\":%zu,"
		"\"character\":%zu},\"end\":{\"line\":%zu,\"character\":%zu}},\"text\":\"%s\"}]}}",
		n + 1, line, column, line, column + !is_typed, is_typed ? "0" : "");
}

static void measure(const char *program, bool is_pulled)
{
	static double answers[N_KEYS], parsing[N_KEYS];
	char change[1024];
	pid_t child = start(program);
	double median, median_alone;

	open_document(is_pulled);
	for (int n = -N_WARMING; n < N_KEYS; n++) {
		double begin, middle;

		strike(n + N_WARMING, change);
		begin = now_ms();
		tell(change);
		if (is_pulled)
			tell("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/diagnostic\",\"params\":{\"textDocument\":"
			     "{\"uri\":\"file:///a.yml\"}}}");
		read_message();
		middle = now_ms();
		parse_with_libyaml(text, len);
		if (n >= 0) {
			answers[n] = middle - begin;
			parsing[n] = now_ms() - middle;
		}
	}
	tell("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"shutdown\"}");
	read_message();
	tell("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
	waitpid(child, NULL, 0);
	close(to_server);
	close(from_server);
	median = quantile(answers, N_KEYS, 0.5);
	median_alone = quantile(parsing, N_KEYS, 0.5);
	printf("%s, %zu lines, %d keys: diagnostics after %.2f ms (99%%: %.2f ms), libyaml alone %.2f ms (%.2f ms), ratio %.2f\n",
	       is_pulled ? "pulled" : "pushed", n_lines, (int)N_KEYS, median, quantile(answers, N_KEYS, 0.99),
	       median_alone, quantile(parsing, N_KEYS, 0.99), median / median_alone);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		fail("usage: bench-lsp PROGRAM");
	make_text();
	measure(argv[1], false);
	measure(argv[1], true);
	return EXIT_SUCCESS;
}
