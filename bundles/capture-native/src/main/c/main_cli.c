// SPDX-License-Identifier: Apache-2.0
// porthole-stacks PID [--native] [--consistent] [--deadline-ms N]: captures with its caller's own
// rights and writes the answer, or a failure, as one frame to its standard output.
// Exit codes: 0 it answered or said why not, 2 it could not write, 4 its time was over, 64 usage.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture.h"
#include "rights.h"

#define VERSION 2
#define DEFAULT_DEADLINE_MS 10000
#define MAX_DEADLINE_MS 600000

static int usage(void) {
    (void)fputs("usage: porthole-stacks PID [--native] [--consistent] [--deadline-ms N]\n", stderr);
    return 64;
}

static int write_failure(const struct capture_failure *failure) {
    struct buffer b = {0};
    put_text(&b, failure->reason, strlen(failure->reason));
    put_text(&b, failure->fix, strlen(failure->fix));
    put_u32(&b, 0);
    int error = frame_write(STDOUT_FILENO, VERSION, FRAME_FAILURE, &b);
    buffer_free(&b);
    return error == 0 ? 0 : 2;
}

// Returns 0 for what is no number from 1 to the greatest.
static long number(const char *text, long greatest) {
    char *end;
    long value = text == NULL ? 0 : strtol(text, &end, 10);
    return value > 0 && value <= greatest && *end == '\0' ? value : 0;
}

int main(int argc, char **argv) {
    struct capture_options options = {.names = true};
    struct capture_failure failure;
    struct buffer payload = {0};
    long deadline = DEFAULT_DEADLINE_MS;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--native") == 0) {
            options.native = true;
        } else if (strcmp(argv[i], "--consistent") == 0) {
            options.consistent = true;
        } else if (strcmp(argv[i], "--deadline-ms") == 0) {
            deadline = number(argv[++i], MAX_DEADLINE_MS);
        } else if (options.pid == 0) {
            options.pid = (pid_t)number(argv[i], INT32_MAX);
        } else {
            return usage();
        }
    }
    if (options.pid == 0 || deadline == 0) {
        return usage();
    }
    options.deadline_ms = monotonic_ms() + (uint64_t)deadline;
    if (rights_confine(NULL, (unsigned int)(deadline / 1000 + 1)) != 0) {
        (void)fputs("porthole-stacks: cannot give up what it does not need\n", stderr);
        return 2;
    }
    if (capture_run(&options, &payload, &failure) != 0) {
        return write_failure(&failure);
    }
    int error = frame_write(STDOUT_FILENO, VERSION, FRAME_ANSWER, &payload);
    buffer_free(&payload);
    return error == 0 ? 0 : 2;
}
