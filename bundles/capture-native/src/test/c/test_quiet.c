// SPDX-License-Identifier: Apache-2.0
// Takes threads of a child of this program, without and with a stop, beside another tracer and not.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cfi.h"
#include "frames.h"
#include "procfiles.h"
#include "quiet.h"
#include "stop.h"
#include "test.h"

enum { MANY = 40, MAX_FRAMES = 64 };

#define SECOND UINT64_C(1000000000)
// Found from the stack pointer alone, as most of the C library is.
#define FRAME                                                                                      \
    __attribute__((noinline, noclone, no_sanitize("address", "undefined"),                         \
                   optimize("no-optimize-sibling-calls", "omit-frame-pointer")))

static volatile int sink;

struct scene {
    pid_t child;
    struct jvm jvm; // of which only the target is looked at: none of the threads is Java's
    struct target target;
    struct maps maps;
    struct threads threads;
    int tasks;
};

static int never[2];

FRAME static void block(void) {
    static char nothing;
    __asm__ volatile("" : : : "rbp"); // saves it, for callers that are found from it
    sink += (int)syscall(SYS_read, never[0], &nothing, 1);
}

FRAME static void outer(void) {
    block();
    sink++;
}

static void *one_of_many(void *ignored) {
    outer();
    return ignored;
}

static void many(void) {
    pthread_t thread;
    for (int i = 1; i < MANY; i++) {
        (void)pthread_create(&thread, NULL, one_of_many, NULL);
    }
    outer();
}

FRAME static void spin(void) {
    for (;;) {
        sink++;
    }
}

static void list(struct scene *scene) {
    static struct thread items[MANY];
    char path[64];
    memset(items, 0, sizeof items);
    scene->threads = (struct threads){.items = items};
    (void)snprintf(path, sizeof path, "/proc/%d/task", (int)scene->child);
    scene->tasks = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (pid_t tid = scene->child; tid < scene->child + 4 * MANY; tid++) {
        char name[32];
        (void)snprintf(name, sizeof name, "%d", (int)tid);
        if (scene->threads.count < MANY && faccessat(scene->tasks, name, F_OK, 0) == 0) {
            items[scene->threads.count++].tid = tid;
        }
    }
}

static bool all_blocked(const struct scene *scene) {
    for (size_t i = 0; i < scene->threads.count; i++) {
        char name[32];
        char text[256] = "";
        (void)snprintf(name, sizeof name, "%d/syscall", (int)scene->threads.items[i].tid);
        int fd = openat(scene->tasks, name, O_RDONLY | O_CLOEXEC);
        ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
        if (fd >= 0) {
            (void)close(fd);
        }
        if (length < 2 || text[0] != '0' || text[1] != ' ') {
            return false; // not in read()
        }
    }
    return true;
}

static bool blocked(const struct scene *scene) {
    bool all = false;
    for (int i = 0; i < 5000 && !all; i++) {
        all = all_blocked(scene);
        (void)usleep(all ? 0 : 1000);
    }
    return all;
}

static void begin(struct scene *scene, void (*body)(void), size_t blocking) {
    memset(scene, 0, sizeof *scene);
    CHECK_EQ(pipe2(never, O_CLOEXEC), 0);
    scene->child = fork();
    if (scene->child == 0) {
        (void)alarm(60);
        (void)prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
        body();
        _exit(0);
    }
    bool ready = false;
    for (int i = 0; i < 30000 && !ready; i++) {
        (void)usleep(1000);
        list(scene);
        ready = scene->threads.count >= blocking && (blocking == 0 || all_blocked(scene));
        if (!ready) {
            (void)close(scene->tasks);
        }
    }
    CHECK(ready);
    target_init(&scene->target, scene->child);
    scene->jvm.target = &scene->target;
    CHECK_EQ(maps_load(&scene->maps, scene->child), 0);
}

static void end(struct scene *scene) {
    int status;
    (void)kill(scene->child, SIGKILL);
    while (waitpid(scene->child, &status, __WALL) < 0 && errno == EINTR) {
    }
    for (size_t i = 0; i < scene->threads.count; i++) {
        free(scene->threads.items[i].stack.bytes);
    }
    (void)close(never[0]);
    (void)close(never[1]);
    (void)close(scene->tasks);
    maps_free(&scene->maps);
    target_close(&scene->target);
}

static size_t walk(struct scene *scene, const struct thread *thread, uint64_t pcs[MAX_FRAMES]) {
    struct walk_memory memory = {.target = &scene->target, .stack = &thread->stack};
    struct cfi *cfi = cfi_new(&scene->target, &scene->maps);
    struct regs regs = thread->stack.regs;
    bool exact = true;
    int result = CFI_OK;
    size_t count = 0;
    while (result == CFI_OK && count < MAX_FRAMES) {
        pcs[count++] = regs.r[DWARF_RIP];
        result = cfi_step(cfi, &memory, &regs, &exact);
    }
    cfi_free(cfi);
    return result == CFI_END ? count : 0;
}

static uint32_t tracer_of(const struct scene *scene, pid_t tid) {
    char name[64];
    struct process_status status = {.tracer = UINT32_MAX};
    (void)snprintf(name, sizeof name, "%d/status", (int)tid);
    (void)proc_read_status(scene->tasks, name, &status);
    return status.tracer;
}

TEST(reads_the_place_of_a_blocked_thread) {
    struct regs regs;
    CHECK_EQ(quiet_parse_place("0 0x3 0x7ffd 0x1 0x0 0x0 0x0 0x7ffd10 0x7f42\n", &regs), 0);
    CHECK_EQ(regs.r[DWARF_RSP], 0x7ffd10);
    CHECK_EQ(regs.r[DWARF_RIP], 0x7f42);
    CHECK_EQ(regs.known, 1u << DWARF_RSP | 1u << DWARF_RIP);
    CHECK_EQ(quiet_parse_place("-1 0x7ffd10 0x7f42\n", &regs), 0);
    CHECK_EQ(regs.r[DWARF_RSP], 0x7ffd10);
    const char *const others[] = {"running\n", "",           " ",          "-1",
                                  "-1 \n",     "-1 0x7ffd ", "-1 0x0 0x1", "0 sp pc\n"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK_EQ(quiet_parse_place(others[i], &regs), -EBUSY);
    }
}

TEST(takes_a_blocked_thread_without_a_stop_and_sees_what_a_stop_shows) {
    struct scene scene;
    uint64_t without[MAX_FRAMES], with[MAX_FRAMES];
    begin(&scene, outer, 1);
    struct quiet quiet = {
        .jvm = &scene.jvm, .maps = &scene.maps, .tasks = scene.tasks, .native = true};
    struct thread *thread = &scene.threads.items[0];
    CHECK_EQ(quiet_take(&quiet, thread), 0);
    CHECK_EQ(thread->how, READ_QUIETLY);
    CHECK_EQ(thread->held_ns, 0);
    size_t count = walk(&scene, thread, without);
    CHECK(count > 3);

    struct stopper stopper = {
        .jvm = &scene.jvm, .maps = &scene.maps, .threads = &scene.threads, .others = true};
    thread->needs_registers = true;
    CHECK_EQ(stop_seize(&stopper), 0);
    stop_take(&stopper, monotonic_ns() + 10 * SECOND);
    CHECK_EQ(thread->how, READ_STOPPED);
    CHECK(thread->held_ns > 0);
    CHECK_EQ(walk(&scene, thread, with), count);
    CHECK(memcmp(with, without, count * sizeof with[0]) == 0);
    end(&scene);
}

TEST(leaves_a_thread_that_runs_to_be_stopped) {
    struct scene scene;
    begin(&scene, spin, 0);
    struct quiet quiet = {
        .jvm = &scene.jvm, .maps = &scene.maps, .tasks = scene.tasks, .native = true};
    for (int i = 0; i < 100; i++) {
        CHECK_EQ(quiet_take(&quiet, &scene.threads.items[0]), -EBUSY);
        CHECK_EQ(scene.threads.items[0].how, NOT_READ);
        CHECK(scene.threads.items[0].stack.bytes == NULL);
    }
    end(&scene);
}

static void take_many(bool consistent) {
    struct scene scene;
    begin(&scene, many, MANY);
    struct stopper stopper = {.jvm = &scene.jvm,
                              .maps = &scene.maps,
                              .threads = &scene.threads,
                              .others = true,
                              .consistent = consistent};
    CHECK_EQ(stop_seize(&stopper), 0);
    CHECK_EQ(stopper.seized, MANY);
    stop_take(&stopper, monotonic_ns() + 10 * SECOND);
    CHECK_EQ(stopper.seized, 0);
    CHECK_EQ(stopper.outstanding, 0);
    for (size_t i = 0; i < MANY; i++) {
        CHECK_EQ(scene.threads.items[i].how, READ_STOPPED);
        CHECK_EQ(tracer_of(&scene, scene.threads.items[i].tid), 0);
        CHECK(!consistent || scene.threads.items[i].taken_ns == scene.threads.items[0].taken_ns);
    }
    CHECK(blocked(&scene));
    end(&scene);
}

TEST(stops_many_threads_few_at_a_time_and_lets_all_go) {
    take_many(false);
}

TEST(stops_many_threads_at_one_instant_and_lets_all_go) {
    take_many(true);
}

// Stands still until the input ends: a process that waits for its vfork is not even interrupted.
static int held_up[2];

static void wait_for_vfork(void) {
    static char byte;
    (void)close(held_up[1]);
    if (vfork() == 0) {
        sink += (int)syscall(SYS_read, held_up[0], &byte, 1);
        _exit(0);
    }
    block();
}

TEST(lets_a_thread_go_that_stands_too_late) {
    struct scene scene;
    CHECK_EQ(pipe(held_up), 0);
    begin(&scene, wait_for_vfork, 0);
    (void)close(held_up[0]);
    char state = 'R';
    for (int i = 0; i < 5000 && state != 'D'; i++) {
        char text[1024];
        char name[32];
        (void)usleep(1000);
        (void)snprintf(name, sizeof name, "%d/stat", (int)scene.child);
        ssize_t length = proc_read(scene.tasks, name, text, sizeof text);
        const char *name_end = length < 0 ? NULL : strrchr(text, ')');
        state = name_end == NULL ? 'R' : name_end[2];
    }
    struct stopper stopper = {
        .jvm = &scene.jvm, .maps = &scene.maps, .threads = &scene.threads, .others = true};
    CHECK_EQ(stop_seize(&stopper), 0);
    stop_take(&stopper, monotonic_ns() + SECOND / 20);
    CHECK_TEXT(scene.threads.items[0].missing, "the thread did not stop in time");
    CHECK_EQ(tracer_of(&scene, scene.child), getpid());
    (void)close(held_up[1]);
    for (int i = 0; i < 5000 && tracer_of(&scene, scene.child) != 0; i++) {
        (void)usleep(1000);
    }
    CHECK_EQ(tracer_of(&scene, scene.child), 0);
    CHECK(blocked(&scene));
    end(&scene);
}

// A process that traces one thread until its input ends.
static pid_t trace(pid_t tid, int input, int ready) {
    pid_t tracer = fork();
    if (tracer == 0) {
        char byte = 0;
        (void)alarm(60);
        bool seized = ptrace(PTRACE_SEIZE, tid, NULL, NULL) == 0;
        if (!seized || write(ready, &byte, 1) != 1 || read(input, &byte, 1) < 0) {
            _exit(1);
        }
        _exit(0);
    }
    return tracer;
}

TEST(names_the_process_that_traces_a_thread_and_takes_the_others) {
    struct scene scene;
    int input[2], ready[2];
    char byte, expected[32];
    begin(&scene, many, MANY);
    CHECK_EQ(pipe2(input, O_CLOEXEC) | pipe2(ready, O_CLOEXEC), 0);
    pid_t tracer = trace(scene.threads.items[3].tid, input[0], ready[1]);
    CHECK_EQ(read(ready[0], &byte, 1), 1);
    struct quiet quiet = {
        .jvm = &scene.jvm, .maps = &scene.maps, .tasks = scene.tasks, .native = true};
    struct stopper stopper = {
        .jvm = &scene.jvm, .maps = &scene.maps, .threads = &scene.threads, .others = true};
    CHECK_EQ(stop_seize(&stopper), 0);
    CHECK_EQ(stopper.seized, MANY - 1);
    stop_take(&stopper, monotonic_ns() + 10 * SECOND);
    (void)signal(SIGCHLD, SIG_DFL); // the tracer is this test's own child
    (void)snprintf(expected, sizeof expected, "process %d traces ", (int)tracer);
    for (size_t i = 0; i < MANY; i++) {
        const struct thread *thread = &scene.threads.items[i];
        CHECK_EQ(thread->how, i == 3 ? NOT_READ : READ_STOPPED);
        CHECK_EQ(thread->missing != NULL && strstr(thread->missing, expected) != NULL, i == 3);
    }
    // Blocked, it is read all the same.
    CHECK_EQ(quiet_take(&quiet, &scene.threads.items[3]), 0);
    CHECK_EQ(write(input[1], &byte, 1), 1);
    CHECK_EQ(waitpid(tracer, NULL, 0), tracer);
    for (int i = 0; i < 2; i++) {
        (void)close(input[i]);
        (void)close(ready[i]);
    }
    end(&scene);
}

int main(void) {
    RUN(reads_the_place_of_a_blocked_thread);
    RUN(takes_a_blocked_thread_without_a_stop_and_sees_what_a_stop_shows);
    RUN(leaves_a_thread_that_runs_to_be_stopped);
    RUN(stops_many_threads_few_at_a_time_and_lets_all_go);
    RUN(stops_many_threads_at_one_instant_and_lets_all_go);
    RUN(lets_a_thread_go_that_stands_too_late);
    RUN(names_the_process_that_traces_a_thread_and_takes_the_others);
    return test_end();
}
