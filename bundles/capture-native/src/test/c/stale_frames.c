// SPDX-License-Identifier: Apache-2.0
// stale_frames PID: for each Java thread of an idle JVM, how many of its frames are of code that is no
// longer valid, and return to where they are deoptimised. One line each: JavaThread (hexadecimal), number.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "nmethod.h"
#include "threads.h"

static int load(struct target *target, pid_t pid, struct jvm *jvm) {
    struct maps maps;
    struct elf_symbols libjvm;
    struct vm_tables tables;
    const char *missing;
    target_init(target, pid);
    jvm->target = target;
    int error = maps_load(&maps, pid);
    const struct mapping *m = error == 0 ? maps_named(&maps, "libjvm.so") : NULL;
    if (m == NULL) {
        return 1;
    }
    error = elf_open(&libjvm, target, maps_module(&maps, m)->start);
    if (error == 0) {
        error = vm_tables_load(&tables, target, &libjvm);
    }
    if (error == 0) {
        error = vm_layout_load(&jvm->layout, &tables, &missing);
        vm_tables_free(&tables);
    }
    maps_free(&maps);
    return error != 0 ? error : codecache_load(jvm);
}

static unsigned int stale(const struct jvm *jvm, const struct thread *thread) {
    unsigned int count = 0;
    for (uint64_t at = thread->anchor.sp; at != 0 && at < thread->stack_base; at += 8) {
        struct code_blob blob;
        struct nmethod nm;
        uint64_t word;
        if (target_read_u64(jvm->target, at, &word) == 0 && codecache_holds(jvm, word) &&
            codecache_find(jvm, word, &blob) == 0 && blob.kind == BLOB_NMETHOD &&
            nmethod_load(jvm, &blob, &nm) == 0 && word == nm.deopt_handler) {
            count++;
        }
    }
    return count;
}

int main(int argc, char **argv) {
    static struct target target;
    static struct jvm jvm;
    struct threads threads;
    pid_t pid = argc == 2 ? (pid_t)strtol(argv[1], NULL, 10) : 0;
    if (pid <= 0 || load(&target, pid, &jvm) != 0 || threads_load(&threads, &jvm, pid) != 0) {
        (void)fputs("usage: stale_frames PID, of a JVM that may be looked at\n", stderr);
        return 1;
    }
    for (size_t i = 0; i < threads.count; i++) {
        struct thread *thread = &threads.items[i];
        if (thread->java_thread != 0 && thread_read_java(&jvm, thread) == 0) {
            (void)printf("%" PRIx64 " %u\n", thread->java_thread, stale(&jvm, thread));
        }
    }
    threads_free(&threads);
    target_close(&target);
    return 0;
}
