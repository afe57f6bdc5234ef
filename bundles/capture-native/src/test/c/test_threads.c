// SPDX-License-Identifier: Apache-2.0
// HotSpot's list of threads, which is replaced, and freed, whenever one is born or ends.
#include <errno.h>
#include <unistd.h>

#include "fake_memory.h"
#include "test.h"
#include "threads.h"

enum { BASE = 0x10000, LIST = BASE + 0x100, NEW_LIST = BASE + 0x200, ARRAY = BASE + 0x1000 };
enum { LENGTH_AT = 8, ARRAY_AT = 16, THREAD = BASE + 0x2000, OS_THREAD = BASE + 0x3000 };

static struct fake_memory memory;
static struct target target;
static struct jvm jvm;
static bool replaces;

static void put(uint64_t address, uint64_t value) {
    memcpy(memory.bytes + (address - BASE), &value, sizeof value);
}

// Has the list replaced as soon as it has been read.
static int read_and_replace(void *context, uint64_t addr, void *to, size_t n) {
    int error = fake_read(context, addr, to, n);
    if (replaces && addr <= LIST && addr + n > LIST) {
        put(BASE, NEW_LIST);
    }
    return error;
}

static int load(struct threads *threads, uint64_t length) {
    memset(&memory, 0, sizeof memory);
    memory.address = BASE;
    put(BASE, LIST);
    put(LIST + LENGTH_AT, length);
    put(LIST + ARRAY_AT, ARRAY);
    put(ARRAY, THREAD);
    put(THREAD, OS_THREAD);
    put(THREAD + 8, 0x7ffff000); // where its stack begins, and its size
    put(THREAD + 16, 0x10000);
    put(OS_THREAD, (uint64_t)getpid());
    target_init_reader(&target, read_and_replace, &memory);
    jvm.target = &target;
    jvm.layout.java_thread_list = BASE;
    jvm.layout.threads_length = LENGTH_AT;
    jvm.layout.threads_array = ARRAY_AT;
    jvm.layout.thread_osthread = 0;
    jvm.layout.thread_stack_base = 8;
    jvm.layout.thread_stack_size = 16;
    jvm.layout.osthread_id = 0;
    int error = threads_load(threads, &jvm, getpid());
    target_close(&target);
    return error;
}

TEST(lists_the_threads_of_java) {
    struct threads threads;
    replaces = false;
    CHECK_EQ(load(&threads, 1), 0);
    CHECK_EQ(threads_find(&threads, getpid())->java_thread, THREAD);
    CHECK_EQ(threads.missed, 0);
    CHECK(!threads.replaced);
    threads_free(&threads);
}

TEST(does_not_take_a_freed_list_for_an_empty_one) {
    struct threads threads;
    replaces = false;
    CHECK_EQ(load(&threads, 0), -EAGAIN);
}

TEST(notices_that_the_list_was_replaced_meanwhile) {
    struct threads threads;
    replaces = true;
    CHECK_EQ(load(&threads, 1), 0);
    CHECK(threads.replaced);
    threads_free(&threads);
}

int main(void) {
    RUN(lists_the_threads_of_java);
    RUN(does_not_take_a_freed_list_for_an_empty_one);
    RUN(notices_that_the_list_was_replaced_meanwhile);
    return test_end();
}
