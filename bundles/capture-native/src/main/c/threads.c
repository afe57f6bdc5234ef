// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "threads.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JAVA_STACK_MAX (UINT64_C(1) << 30)

static int compare(const void *a, const void *b) {
    const struct thread *x = a, *y = b;
    return (x->tid > y->tid) - (x->tid < y->tid);
}

// One entry for each of the kernel's threads.
static int list_tasks(struct threads *threads, pid_t pid) {
    char path[64];
    size_t capacity = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) {
        return -errno;
    }
    int error = 0;
    for (const struct dirent *e = readdir(tasks); e != NULL && error == 0; e = readdir(tasks)) {
        char *end;
        long tid = strtol(e->d_name, &end, 10);
        if (*end != '\0' || tid <= 0 || tid > INT32_MAX) {
            continue;
        }
        if (threads->count == capacity) {
            capacity = capacity == 0 ? 256 : capacity * 2;
            struct thread *items = threads->count < THREADS_MAX
                                       ? realloc(threads->items, capacity * sizeof *items)
                                       : NULL;
            error = items == NULL ? -ENOMEM : 0;
            threads->items = items == NULL ? threads->items : items;
        }
        if (error == 0) {
            struct thread *thread = &threads->items[threads->count++];
            memset(thread, 0, sizeof *thread);
            thread->tid = (pid_t)tid;
        }
    }
    (void)closedir(tasks);
    if (threads->count > 1) {
        qsort(threads->items, threads->count, sizeof *threads->items, compare);
    }
    return error;
}

struct thread *threads_find(const struct threads *threads, pid_t tid) {
    struct thread key = {.tid = tid};
    return threads->count == 0 ? NULL
                               : bsearch(&key, threads->items, threads->count,
                                         sizeof *threads->items, compare);
}

static int read_tid(const struct jvm *jvm, uint64_t java_thread, pid_t *tid) {
    uint64_t os;
    uint32_t id;
    int error =
        target_read_u64(jvm->target, java_thread + jvm->layout.thread_osthread, &os);
    if (error == 0) {
        error = target_read_u32(jvm->target, os + jvm->layout.osthread_id, &id);
    }
    *tid = error == 0 && id <= INT32_MAX ? (pid_t)id : 0;
    return error;
}

static void add_java(struct threads *threads, const struct jvm *jvm, uint64_t java_thread) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t base, size;
    pid_t tid;
    if (java_thread % 8 != 0 || read_tid(jvm, java_thread, &tid) != 0 ||
        target_read_u64(jvm->target, java_thread + l->thread_stack_base, &base) != 0 ||
        target_read_u64(jvm->target, java_thread + l->thread_stack_size, &size) != 0) {
        threads->missed++;
        return;
    }
    struct thread *thread = threads_find(threads, tid);
    bool sound = base % 8 == 0 && size < base && size <= JAVA_STACK_MAX;
    if (thread == NULL || thread->java_thread != 0 || !sound) {
        threads->missed++; // it has ended, or is not quite born
        return;
    }
    thread->java_thread = java_thread;
    thread->stack_base = base;
}

int threads_load(struct threads *threads, struct jvm *jvm, pid_t pid) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t list, array, list_now;
    uint32_t length = 0;
    memset(threads, 0, sizeof *threads);
    int error = list_tasks(threads, pid);
    if (error == 0) {
        error = target_read_u64(jvm->target, l->java_thread_list, &list);
    }
    if (error == 0) {
        error = target_read_u32(jvm->target, list + l->threads_length, &length);
    }
    if (error == 0) {
        error = target_read_u64(jvm->target, list + l->threads_array, &array);
    }
    if (error == 0 && length > THREADS_MAX) {
        error = -EINVAL;
    }
    if (error == 0 && length == 0) {
        error = -EAGAIN; // a JVM that runs has one at least: this list has been freed
    }
    for (uint32_t i = 0; error == 0 && i < length; i++) {
        uint64_t java_thread;
        error = target_read_u64(jvm->target, array + (uint64_t)i * 8, &java_thread);
        if (error == 0) {
            add_java(threads, jvm, java_thread);
        }
    }
    if (error == 0) {
        error = target_read_fresh(jvm->target, l->java_thread_list, &list_now, sizeof list_now);
        threads->replaced = list_now != list;
    }
    if (error != 0) {
        threads_free(threads);
    }
    return error;
}

int thread_read_java(const struct jvm *jvm, struct thread *thread) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t anchor = thread->java_thread + l->thread_anchor;
    uint64_t words[8]; // of the anchor
    size_t pc = (size_t)(l->anchor_pc - l->anchor_sp), fp = (size_t)(l->anchor_fp - l->anchor_sp);
    if (l->anchor_pc < l->anchor_sp || l->anchor_fp < l->anchor_sp || pc > 56 || fp > 56) {
        return -EINVAL;
    }
    size_t n = (pc > fp ? pc : fp) + 8;
    int error = target_read_fresh(jvm->target, anchor + l->anchor_sp, words, n);
    if (error == 0) {
        error = target_read_fresh(jvm->target, thread->java_thread + l->thread_state,
                                  &thread->state, sizeof thread->state);
    }
    if (error == 0 && l->thread_cont_entry != ABSENT) {
        error = target_read_fresh(jvm->target, thread->java_thread + l->thread_cont_entry,
                                  &thread->cont_entry, sizeof thread->cont_entry);
    }
    if (error != 0) {
        return error;
    }
    memcpy(&thread->anchor.sp, words, 8);
    memcpy(&thread->anchor.pc, (const char *)words + pc, 8);
    memcpy(&thread->anchor.fp, (const char *)words + fp, 8);
    return 0;
}

void threads_free(struct threads *threads) {
    for (size_t i = 0; i < threads->count; i++) {
        free(threads->items[i].stack.bytes);
    }
    free(threads->items);
    memset(threads, 0, sizeof *threads);
}
