// SPDX-License-Identifier: Apache-2.0
// Unwinds a child of this program, which runs the same code at the same addresses.
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cfi.h"
#include "test.h"

enum { MAX_FRAMES = 64, STACK_COPIED = 65536, STEPS = 6000, FUNCTION_MAX = 8192 };

struct walk {
    size_t count;
    uint64_t pc[MAX_FRAMES];
    bool exact[MAX_FRAMES];
    int result;
};

// Kept out of line, and from being the last call of its caller, so that each has a frame.
#define FRAME __attribute__((noinline, noclone, optimize("no-optimize-sibling-calls")))

static volatile int sink;

static void registers_of(pid_t child, struct regs *regs) {
    struct user_regs_struct user;
    struct iovec vector = {.iov_base = &user, .iov_len = sizeof user};
    CHECK_EQ(ptrace(PTRACE_GETREGSET, child, NT_PRSTATUS, &vector), 0);
    const uint64_t values[DWARF_COUNT] = {
        user.rax, user.rdx, user.rcx, user.rbx, user.rsi, user.rdi, user.rbp, user.rsp, user.r8,
        user.r9,  user.r10, user.r11, user.r12, user.r13, user.r14, user.r15, user.rip};
    memcpy(regs->r, values, sizeof values);
    regs->known = REGS_ALL;
}

static void walk_child(struct target *target, struct cfi *cfi, pid_t child, struct walk *walk) {
    static uint8_t bytes[STACK_COPIED];
    struct stack_copy copy = {.bytes = bytes};
    registers_of(child, &copy.regs);
    copy.base = copy.regs.r[DWARF_RSP] - 256;
    target_forget(target);
    ssize_t length = target_read_some(target, copy.base, bytes, sizeof bytes);
    copy.size = length < 0 ? 0 : (size_t)length;
    struct walk_memory memory = {.target = target, .stack = &copy};
    struct regs regs = copy.regs;
    bool exact = true;
    walk->result = CFI_OK;
    for (walk->count = 0; walk->count < MAX_FRAMES && walk->result == CFI_OK; walk->count++) {
        walk->pc[walk->count] = regs.r[DWARF_RIP];
        walk->exact[walk->count] = exact;
        walk->result = cfi_step(cfi, &memory, &regs, &exact);
    }
}

FRAME static void block(void);
FRAME static void middle(void);
FRAME static void outer(void);
FRAME static void handler_body(void);
FRAME static void raising(void);
FRAME static void working(void);

// A pc belongs to the function that begins nearest below it, if that is not too far away.
static bool within(uint64_t pc, void (*function)(void)) {
    void (*const functions[])(void) = {block, middle, outer, handler_body, raising, working};
    uint64_t start = (uint64_t)(uintptr_t)function;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        uint64_t other = (uint64_t)(uintptr_t)functions[i];
        if (other > start && other <= pc) {
            return false;
        }
    }
    return pc >= start && pc < start + FUNCTION_MAX;
}

static bool calls(const struct walk *walk, void (*function)(void)) {
    for (size_t i = 0; i < walk->count; i++) {
        if (within(walk->pc[i] - (walk->exact[i] ? 0 : 1), function)) {
            return true;
        }
    }
    return false;
}

static pid_t start(void (*body)(void)) {
    pid_t child = fork();
    if (child == 0) {
        alarm(60);
        body();
        _exit(0);
    }
    return child;
}

static void attach(pid_t child) {
    int status;
    CHECK_EQ(ptrace(PTRACE_SEIZE, child, NULL, NULL), 0);
    CHECK_EQ(ptrace(PTRACE_INTERRUPT, child, NULL, NULL), 0);
    CHECK_EQ(waitpid(child, &status, __WALL), child);
}

static void finish(pid_t child) {
    int status;
    (void)kill(child, SIGKILL);
    (void)waitpid(child, &status, __WALL);
}

static void wait_until_blocked(pid_t child) {
    // State S in /proc/PID/stat; it goes there by itself and stays.
    for (int i = 0; i < 10000; i++) {
        char name[64];
        char text[512] = "";
        (void)snprintf(name, sizeof name, "/proc/%d/stat", (int)child);
        FILE *file = fopen(name, "re");
        size_t length = file == NULL ? 0 : fread(text, 1, sizeof text - 1, file);
        text[length] = '\0';
        if (file != NULL) {
            (void)fclose(file);
        }
        const char *state = strrchr(text, ')');
        if (state != NULL && state[1] == ' ' && state[2] == 'S') {
            return;
        }
        (void)usleep(1000);
    }
    CHECK(!"the child blocks");
}

FRAME static void block(void) {
    for (;;) {
        pause();
        sink++;
    }
}

FRAME static void middle(void) {
    volatile char room[1000];
    room[0] = 1;
    block();
    sink = room[0];
}

FRAME static void outer(void) {
    middle();
    sink++;
}

FRAME static void handler_body(void) {
    block();
    sink++;
}

static void handle(int signal) {
    (void)signal;
    handler_body();
    sink++;
}

FRAME static void raising(void) {
    static char own_stack[65536];
    stack_t stack = {.ss_sp = own_stack, .ss_size = sizeof own_stack};
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_ONSTACK};
    (void)sigaltstack(&stack, NULL);
    (void)sigaction(SIGUSR1, &action, NULL);
    (void)raise(SIGUSR1);
    sink++;
}

static int compare(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

FRAME static void working(void) {
    char text[100];
    int numbers[20];
    (void)raise(SIGSTOP);
    for (int i = 0; i < 20; i++) {
        numbers[i] = i * 7 % 20;
    }
    qsort(numbers, 20, sizeof numbers[0], compare);
    (void)snprintf(text, sizeof text, "%d %s", numbers[3], getenv("PATH"));
    sink = (int)strlen(text);
    block();
}

static void with_child(void (*body)(void), struct walk *walk) {
    struct target target;
    struct maps maps;
    pid_t child = start(body);
    wait_until_blocked(child);
    attach(child);
    target_init(&target, child);
    CHECK_EQ(maps_load(&maps, child), 0);
    struct cfi *cfi = cfi_new(&target, &maps);
    walk_child(&target, cfi, child, walk);
    cfi_free(cfi);
    maps_free(&maps);
    target_close(&target);
    finish(child);
}

TEST(walks_a_blocked_process_to_its_end) {
    struct walk walk;
    with_child(outer, &walk);
    CHECK_EQ(walk.result, CFI_END);
    CHECK(within(walk.pc[1] - 1, block));
    CHECK(within(walk.pc[2] - 1, middle));
    CHECK(within(walk.pc[3] - 1, outer));
}

TEST(walks_out_of_a_signal_handler_and_its_stack) {
    struct walk walk;
    with_child(raising, &walk);
    CHECK_EQ(walk.result, CFI_END);
    CHECK(calls(&walk, handler_body));
    CHECK(calls(&walk, raising));
    size_t interrupted = 0;
    for (size_t i = 1; i < walk.count; i++) {
        interrupted += walk.exact[i] ? 1 : 0;
    }
    CHECK_EQ(interrupted, 1);
}

// Prologues, epilogues, calls through the PLT and the dynamic linker: at each instruction, the walk
// ends with the same outer frames.
TEST(walks_from_every_instruction) {
    struct target target;
    struct maps maps;
    struct walk first = {.count = 0};
    struct walk walk;
    int status;
    int wrong = 0;
    pid_t child = start(working);
    CHECK_EQ(waitpid(child, &status, WUNTRACED), child);
    attach(child);
    CHECK_EQ(kill(child, SIGCONT), 0);
    target_init(&target, child);
    CHECK_EQ(maps_load(&maps, child), 0);
    struct cfi *cfi = cfi_new(&target, &maps);
    int steps = 0;
    for (; steps < STEPS; steps++) {
        walk_child(&target, cfi, child, &walk);
        if (steps == 0) {
            first = walk;
        }
        bool same = walk.result == CFI_END && walk.count >= 5;
        for (size_t i = 1; same && i <= 4; i++) {
            same = walk.pc[walk.count - i] == first.pc[first.count - i];
        }
        wrong += same && calls(&walk, working) ? 0 : 1;
        if (ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) != 0 ||
            waitpid(child, &status, __WALL) != child || !WIFSTOPPED(status)) {
            break;
        }
    }
    CHECK_EQ(wrong, 0);
    CHECK_EQ(steps, STEPS);
    cfi_free(cfi);
    maps_free(&maps);
    target_close(&target);
    finish(child);
}

int main(void) {
    RUN(walks_a_blocked_process_to_its_end);
    RUN(walks_out_of_a_signal_handler_and_its_stack);
    RUN(walks_from_every_instruction);
    return test_end();
}
