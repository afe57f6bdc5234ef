// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "capture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"
#include "cfi.h"
#include "codecache.h"
#include "quiet.h"
#include "stop.h"

#define LIST_TRIES 8u
#define FEW_MISSED 2u
#define STOP_PATIENCE_NS UINT64_C(1000000000)

struct capture {
    const struct capture_options *options;
    struct capture_failure *failure;
    struct target target;
    struct maps maps;
    struct jvm jvm;
    struct threads threads;
    struct stopper stopper;
    struct methods methods;
    struct cfi *cfi;
    struct answer answer;
    uint64_t phase_start_ns;
};

static void end_phase(struct capture *c, const char *name) {
    uint64_t now = monotonic_ns();
    answer_phase(&c->answer, name, now - c->phase_start_ns);
    c->phase_start_ns = now;
}

static int fail(struct capture *c, int error, const char *what, const char *fix) {
    (void)snprintf(c->failure->reason, sizeof c->failure->reason, "%s: %s", what,
                   strerror(-error));
    c->failure->fix = fix;
    return error;
}

static int load_jvm(struct capture *c) {
    struct elf_symbols libjvm;
    struct vm_tables tables;
    const char *missing = NULL;
    int error = maps_load(&c->maps, c->options->pid);
    if (error != 0) {
        return fail(c, error, "its memory map cannot be read", "run as the same user");
    }
    const struct mapping *m = maps_named(&c->maps, "libjvm.so");
    if (m == NULL) {
        return fail(c, -ENOENT, "it has no libjvm.so", "only HotSpot JVMs can be looked at");
    }
    c->jvm.target = &c->target;
    error = elf_open(&libjvm, &c->target, maps_module(&c->maps, m)->start);
    if (error == 0) {
        error = vm_tables_load(&tables, &c->target, &libjvm);
    }
    if (error != 0) {
        bool refused = error == -EPERM || error == -EACCES;
        return fail(c, error, "HotSpot's tables cannot be read",
                    refused ? "grant the right to look (PR_SET_PTRACER), or install the helper"
                            : "only HotSpot JVMs with their exported tables can be looked at");
    }
    error = vm_layout_load(&c->jvm.layout, &tables, &missing);
    if (error != 0) {
        (void)snprintf(c->failure->reason, sizeof c->failure->reason,
                       "this JDK is not known: HotSpot's tables have no %s", missing);
        c->failure->fix = "run the server on JDK 17 to 25";
    }
    vm_tables_free(&tables);
    return error;
}

// Takes every thread that needs no stop.
static int take_quietly(struct capture *c) {
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/task", (int)c->options->pid);
    struct quiet quiet = {.jvm = &c->jvm, .maps = &c->maps, .native = c->options->native};
    quiet.tasks = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (quiet.tasks < 0) {
        return fail(c, -errno, "its threads cannot be listed", "run as the same user");
    }
    for (size_t i = 0; i < c->threads.count; i++) {
        struct thread *t = &c->threads.items[i];
        if (c->options->consistent || (t->java_thread == 0 && !quiet.native)) {
            (void)quiet_running(quiet.tasks, t);
            continue;
        }
        int error = quiet_take(&quiet, t);
        if (error == -ENOENT || error == -ESRCH) {
            t->missing = "the thread has ended";
        }
    }
    (void)close(quiet.tasks);
    end_phase(c, "read without stopping");
    return 0;
}

static int stop_the_others(struct capture *c) {
    const struct capture_options *o = c->options;
    c->stopper = (struct stopper){.jvm = &c->jvm,
                                  .maps = &c->maps,
                                  .threads = &c->threads,
                                  .others = o->native,
                                  .consistent = o->consistent};
    int error = stop_seize(&c->stopper);
    if (error != 0) {
        return fail(c, error, "its threads cannot be attached", "grant the right to look");
    }
    if (o->attached != NULL && (error = o->attached(o->context)) != 0) {
        return error;
    }
    end_phase(c, "attach");
    uint64_t deadline = monotonic_ns() + STOP_PATIENCE_NS;
    uint64_t half = o->deadline_ms / 2 * 1000000 + monotonic_ns() / 2;
    stop_take(&c->stopper, deadline < half ? deadline : half);
    end_phase(c, "stop and copy");
    return o->taken != NULL ? o->taken(o->context) : 0;
}

static int native_step(void *context, const struct walk_memory *memory, struct regs *regs,
                       bool *exact) {
    return cfi_step(context, memory, regs, exact);
}

// Whether a thread that was stopped may have Java frames that only its registers lead to. An anchor
// whose frame is the innermost one is about to be left, or has no return address below it yet.
static bool walk_from_registers(const struct jvm *jvm, const struct thread *t) {
    const struct regs *regs = &t->stack.regs;
    if (t->anchor.sp != 0 && regs->r[DWARF_RSP] >= t->anchor.sp) {
        return codecache_holds(jvm, regs->r[DWARF_RIP]);
    }
    return t->anchor.sp == 0 && t->state != JAVA_IN_NATIVE && t->state != JAVA_BLOCKED &&
           t->state >= JAVA_IN_NATIVE;
}

static void walk_thread(struct capture *c, const struct thread *t, struct walk *walk) {
    const struct walker walker = {.jvm = &c->jvm,
                                  .methods = &c->methods,
                                  .step = native_step,
                                  .step_reason = cfi_reason,
                                  .step_context = c->cfi};
    bool native = c->options->native;
    bool registers = native || (t->how == READ_STOPPED && walk_from_registers(&c->jvm, t));
    const struct walk_options options = {
        .native = native,
        .from_anchor = !registers,
        .anchor = t->anchor,
        .cont_entry = t->cont_entry,
    };
    memset(walk, 0, sizeof *walk);
    if (t->how != NOT_READ && t->stack.bytes != NULL) {
        walk_stack(&walker, &t->stack, &options, walk);
    }
}

static void answer_walked(struct capture *c, struct thread *t, struct walk *walk) {
    const struct answer_context context = {.methods = &c->methods,
                                           .maps = &c->maps,
                                           .cfi = c->cfi,
                                           .names = c->options->names};
    answer_thread(&c->answer, &context, t, walk);
    t->answered = true;
    free(t->stack.bytes);
    t->stack.bytes = NULL;
}

static int begin_walks(struct capture *c) {
    target_forget(&c->target);
    int error = codecache_load(&c->jvm);
    if (error != 0) {
        return fail(c, error, "the code cache cannot be read", "try again");
    }
    if (c->cfi == NULL) {
        error = methods_init(&c->methods, &c->jvm);
        c->cfi = cfi_new(&c->target, &c->maps);
    }
    if (error != 0 || c->cfi == NULL) {
        return fail(c, -ENOMEM, "no memory", "raise the limit of memory");
    }
    return 0;
}

// Finds out which of the stacks that were read without a stop cannot be walked down to the first
// frame with the few registers that there are: those threads are stopped after all.
static int walk_quiet(struct capture *c) {
    int error = begin_walks(c);
    for (size_t i = 0; error == 0 && i < c->threads.count; i++) {
        struct thread *t = &c->threads.items[i];
        struct walk walk;
        if (t->how != READ_QUIETLY) {
            continue;
        }
        walk_thread(c, t, &walk);
        t->needs_registers = walk.incomplete != NULL && walk.incomplete != walk_in_heap;
        if (!t->needs_registers) {
            answer_walked(c, t, &walk);
        }
        walk_free(&walk);
    }
    end_phase(c, "walk unstopped");
    return error;
}

static int walk_all(struct capture *c) {
    const struct capture_options *o = c->options;
    int error = begin_walks(c);
    for (size_t i = 0; error == 0 && i < c->threads.count; i++) {
        struct thread *t = &c->threads.items[i];
        struct walk walk;
        if (o->interrupted != NULL && (error = o->interrupted(o->context)) != 0) {
            return error;
        }
        if (!t->answered) {
            walk_thread(c, t, &walk);
            answer_walked(c, t, &walk);
            walk_free(&walk);
        }
    }
    end_phase(c, "walk");
    return error;
}

static void sum_up(struct capture *c) {
    uint64_t first = UINT64_MAX, last = 0;
    for (size_t i = 0; i < c->threads.count; i++) {
        const struct thread *t = &c->threads.items[i];
        if (t->how != NOT_READ) {
            first = t->taken_ns < first ? t->taken_ns : first;
            last = t->taken_ns > last ? t->taken_ns : last;
        }
    }
    c->answer.skew_ns = last >= first ? last - first : UINT64_MAX;
    c->answer.missed = c->threads.missed;
}

static int run(struct capture *c) {
    int error = load_jvm(c);
    if (error != 0) {
        return error;
    }
    end_phase(c, "tables");
    // The list is replaced, and the old one freed, whenever a thread is born or ends.
    for (unsigned int tries = 0; tries < LIST_TRIES; tries++) {
        target_forget(&c->target);
        error = threads_load(&c->threads, &c->jvm, c->options->pid);
        if (error == 0 && c->threads.missed <= FEW_MISSED && !c->threads.replaced) {
            break;
        }
        if (error == 0 && tries + 1 < LIST_TRIES) {
            threads_free(&c->threads);
        }
    }
    if (error != 0) {
        return fail(c, error, "its threads cannot be listed", "try again");
    }
    end_phase(c, "threads");
    error = take_quietly(c);
    if (error != 0) {
        return error;
    }
    if (c->options->native && !c->options->consistent) {
        error = walk_quiet(c);
    }
    error = error != 0 ? error : stop_the_others(c);
    return error != 0 ? error : walk_all(c);
}

int capture_run(const struct capture_options *options, struct buffer *payload,
                struct capture_failure *failure) {
    struct capture *c = calloc(1, sizeof *c);
    memset(failure, 0, sizeof *failure);
    failure->fix = "";
    if (c == NULL) {
        return -ENOMEM;
    }
    c->options = options;
    c->failure = failure;
    c->phase_start_ns = monotonic_ns();
    target_init(&c->target, options->pid);
    int error = answer_init(&c->answer);
    if (error == 0) {
        error = run(c);
    }
    if (error == 0) {
        sum_up(c);
        answer_finish(&c->answer, payload);
        error = payload->failed ? fail(c, -EFBIG, "the answer is too large", "") : 0;
    }
    answer_free(&c->answer);
    cfi_free(c->cfi);
    methods_free(&c->methods);
    threads_free(&c->threads);
    maps_free(&c->maps);
    target_close(&c->target);
    free(c);
    return error;
}
