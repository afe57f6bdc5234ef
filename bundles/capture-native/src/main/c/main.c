// SPDX-License-Identifier: Apache-2.0
// porthole-capture: captures the server that started it, as docs/formats/capture-frames.md has it.
// It takes neither arguments nor environment into account.
// Exit codes: 0 it answered or said why not, 2 it could not talk to the server, 3 its standard input
// closed, 4 its time was over, 5 its parent is not, or is no longer, one it may look at.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "capture.h"
#include "preflight.h"
#include "rights.h"

#define VERSION 2
#define NAME "native/1"
#define WAIT_FOR_GO_MS 30000
#define MAX_DEADLINE_MS 600000
#define GO_SIZE 16u

enum {
    EXIT_ANSWERED = 0,
    EXIT_NO_TALK = 2,
    EXIT_INPUT_CLOSED = 3,
    EXIT_TIME_OVER = 4,
    EXIT_PARENT = 5
};
enum { MAY_LOOK_IF_GRANTED = 2, MAY_CAPABLE = 4 };
enum { OPTION_NATIVE = 1, OPTION_CONSISTENT = 2 };

// Answers of the callbacks that are no errno.
enum { STOP_PARENT = 1, STOP_TALK = 2, STOP_INPUT = 3 };

struct helper {
    struct rights rights;
    struct preflight preflight;
};

static void put_string(struct buffer *b, const char *text) {
    put_text(b, text, strlen(text));
}

static void put_facts(struct buffer *b, const struct preflight *preflight) {
    put_u32(b, (uint32_t)preflight->count);
    for (size_t i = 0; i < preflight->count; i++) {
        const struct fact *fact = &preflight->facts[i];
        put_string(b, fact->about);
        put_string(b, fact->found);
        put_u8(b, (uint8_t)fact->obstacle);
        put_string(b, fact->reason);
        put_string(b, fact->fix);
    }
}

static int send_frame(uint16_t type, struct buffer *payload) {
    int error = frame_write(STDOUT_FILENO, VERSION, type, payload);
    buffer_free(payload);
    return error == 0 ? EXIT_ANSWERED : EXIT_NO_TALK;
}

static int send_hello(const struct helper *helper) {
    struct buffer b = {0};
    put_string(&b, NAME);
    put_u64(&b, (uint64_t)getpid());
    put_u64(&b, (uint64_t)getppid());
    put_u32(&b, MAY_LOOK_IF_GRANTED | (helper->rights.capable ? MAY_CAPABLE : 0));
    put_facts(&b, &helper->preflight);
    return send_frame(FRAME_HELLO, &b);
}

static int send_failure(const struct helper *helper, const char *reason, const char *fix) {
    struct buffer b = {0};
    put_string(&b, reason);
    put_string(&b, fix);
    put_facts(&b, &helper->preflight);
    return send_frame(FRAME_FAILURE, &b);
}

// Says what is in the way of this kind of refusal.
static int send_refusal(const struct helper *helper) {
    const struct fact *fact = preflight_obstacle(&helper->preflight, OBSTACLE_ALWAYS);
    if (fact == NULL) {
        fact = preflight_obstacle(&helper->preflight, OBSTACLE_UNLESS_GRANTED);
    }
    return fact != NULL ? send_failure(helper, fact->reason, fact->fix)
                        : send_failure(helper, "the kernel refused to let the helper look at the server",
                                       "see the facts of the preflight");
}

static int attached(void *context) {
    struct helper *helper = context;
    if (rights_check(&helper->rights) != 0) {
        return STOP_PARENT;
    }
    return rights_drop(&helper->rights);
}

static int taken(void *context) {
    struct helper *helper = context;
    struct buffer nothing = {0};
    if (rights_check(&helper->rights) != 0) {
        return STOP_PARENT;
    }
    return send_frame(FRAME_TAKEN, &nothing) == EXIT_ANSWERED ? 0 : STOP_TALK;
}

static int input_closed(void *context) {
    struct pollfd input = {.fd = STDIN_FILENO};
    (void)context;
    return poll(&input, 1, 0) > 0 && (input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0
               ? STOP_INPUT
               : 0;
}

// Ends this process when its time is over, whatever it does then: SIGALRM is caught for that.
static void arm(uint32_t ms) {
    struct itimerval timer = {.it_value = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000}};
    (void)setitimer(ITIMER_REAL, &timer, NULL);
}

static int wait_for_go(struct capture_options *options) {
    uint8_t go[GO_SIZE];
    uint64_t pid;
    uint32_t deadline, flags;
    int64_t got = frame_read(STDIN_FILENO, VERSION, FRAME_GO, go, sizeof go,
                             monotonic_ms() + WAIT_FOR_GO_MS);
    if (got != GO_SIZE) {
        return got == -EPIPE ? EXIT_INPUT_CLOSED : got == -ETIMEDOUT ? EXIT_TIME_OVER : EXIT_NO_TALK;
    }
    memcpy(&pid, go, sizeof pid);
    memcpy(&deadline, go + 8, sizeof deadline);
    memcpy(&flags, go + 12, sizeof flags);
    deadline = deadline < MAX_DEADLINE_MS ? deadline : MAX_DEADLINE_MS;
    options->deadline_ms = monotonic_ms() + deadline;
    options->native = (flags & OPTION_NATIVE) != 0;
    options->consistent = (flags & OPTION_CONSISTENT) != 0;
    if (deadline == 0) {
        return EXIT_TIME_OVER;
    }
    arm(deadline);
    return pid == (uint64_t)options->pid ? EXIT_ANSWERED : EXIT_PARENT;
}

static int answer(struct helper *helper, const struct capture_options *options) {
    struct capture_failure failure;
    struct buffer payload = {0};
    int error = rights_enable(&helper->rights);
    if (error == -ESRCH || error == -ESTALE) {
        return EXIT_PARENT;
    }
    if (error != 0) {
        return send_refusal(helper);
    }
    if (rights_check(&helper->rights) != 0) {
        return EXIT_PARENT;
    }
    error = capture_run(options, &payload, &failure);
    if (error == 0 && rights_check(&helper->rights) != 0) {
        error = STOP_PARENT;
    }
    if (error == 0) {
        return send_frame(FRAME_ANSWER, &payload);
    }
    buffer_free(&payload);
    switch (error) {
    case STOP_PARENT:
        return EXIT_PARENT;
    case STOP_TALK:
        return EXIT_NO_TALK;
    case STOP_INPUT:
        return EXIT_INPUT_CLOSED;
    default:
        return send_failure(helper, failure.reason, failure.fix);
    }
}

int main(void) {
    static struct helper helper;
    static struct surroundings seen;
    (void)clearenv();
    int begun = rights_begin(&helper.rights);
    if (begun == -ESRCH) {
        return EXIT_PARENT;
    }
    preflight_look(&helper.rights, &seen);
    preflight_judge(&seen, &helper.preflight);
    if (rights_confine(&helper.rights, WAIT_FOR_GO_MS / 1000 + 1) != 0) {
        return begun == 0 ? EXIT_NO_TALK : EXIT_PARENT;
    }
    struct capture_options options = {.pid = helper.rights.parent,
                                      .context = &helper,
                                      .attached = attached,
                                      .taken = taken,
                                      .interrupted = input_closed};
    int result = send_hello(&helper);
    if (result == EXIT_ANSWERED) {
        result = wait_for_go(&options);
    }
    if (result == EXIT_ANSWERED && begun != 0) {
        (void)send_refusal(&helper);
        result = EXIT_PARENT;
    }
    if (result == EXIT_ANSWERED) {
        result = answer(&helper, &options);
    }
    rights_end(&helper.rights);
    return result;
}
