// SPDX-License-Identifier: Apache-2.0
// Reads a JVM through a corrupted view of its memory: HotSpot's tables, the code cache, compiled
// methods and their scopes, names and lines, threads, and walks of their stacks. Starts a JVM of its
// own (of JAVA_HOME, else of the PATH) unless it is given one's process id.
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cfi.h"
#include "codecache.h"
#include "fuzz.h"
#include "javawalk.h"
#include "nmethod.h"
#include "threads.h"

enum { MAX_THREADS = 64, MAX_STACK = 65536 };

static const char program[] =
    "import java.util.concurrent.locks.*;\n"
    "public class Fuzzed {\n"
    "  static int work(int n, Runnable last) {\n"
    "    if (n == 0) { last.run(); return 0; }\n"
    "    return 1 + work(n - 1, last);\n"
    "  }\n"
    "  static volatile long count;\n"
    "  static void busy() {\n"
    "    LockSupport.parkNanos(1000);\n"
    "    while (true) count++;\n"
    "  }\n"
    "  static void mounted(Runnable work) throws Exception {\n"
    "    try {\n"
    "      Thread.class.getMethod(\"startVirtualThread\", Runnable.class).invoke(null, work);\n"
    "    } catch (NoSuchMethodException e) { }\n"
    "  }\n"
    "  public static void main(String[] arguments) throws Exception {\n"
    "    int sum = 0;\n"
    "    for (int i = 0; i < 200000; i++) sum += work(i % 9, () -> {}) + (\"\" + i).hashCode();\n"
    "    Object lock = new Object();\n"
    "    for (int i = 0; i < 20; i++) {\n"
    "      int depth = i;\n"
    "      Thread t = new Thread(() -> work(depth, depth % 3 == 0 ? LockSupport::park : () -> {\n"
    "        synchronized (lock) { LockSupport.park(); } }));\n"
    "      t.setDaemon(true); t.start();\n"
    "    }\n"
    "    mounted(() -> work(30, Fuzzed::busy));\n"
    "    mounted(() -> work(5, () -> { synchronized (lock) { busy(); } }));\n"
    "    Thread.sleep(500);\n"
    "    System.out.println(sum);\n"
    "    while (true) Thread.sleep(100000);\n"
    "  }\n"
    "}\n";

struct counts {
    uint64_t tables, layouts, caches, threads, frames, names, complete;
};

static struct fuzz fuzz;
static struct counts counts;
static char folder[] = "/tmp/porthole-fuzz-XXXXXX";
static char source[64];

static pid_t start_java(int output) {
    char java[512] = "java";
    const char *home = getenv("JAVA_HOME");
    if (home != NULL) {
        (void)snprintf(java, sizeof java, "%s/bin/java", home);
    }
    pid_t pid = fork();
    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)dup2(output, STDOUT_FILENO);
        const char *how = fuzz.seed % 4 == 0 ? "-Xint" : "-XX:+TieredCompilation";
        (void)execlp(java, "java", "-Xmx64m", "-XX:+UseSerialGC", how, source, (char *)NULL);
        _exit(127);
    }
    return pid;
}

// Returns its process id, stopped; or 0 where there is no Java.
static pid_t start_jvm(void) {
    int output[2];
    char line[64];
    if (mkdtemp(folder) == NULL || pipe(output) != 0) {
        return 0;
    }
    (void)snprintf(source, sizeof source, "%s/Fuzzed.java", folder);
    FILE *file = fopen(source, "we");
    if (file == NULL || fputs(program, file) < 0 || fclose(file) != 0) {
        return 0;
    }
    pid_t pid = start_java(output[1]);
    close(output[1]);
    ssize_t length = read(output[0], line, sizeof line);
    close(output[0]);
    (void)unlink(source);
    (void)rmdir(folder);
    if (pid <= 0 || length <= 0) {
        return 0;
    }
    (void)kill(pid, SIGSTOP);
    return pid;
}

// Has some frames of compiled code return to where frames do that are to be deoptimised.
static void deoptimise(const struct jvm *jvm, uint8_t *bytes, size_t size, uint64_t *state) {
    for (size_t i = 0; i + 8 <= size; i += 8) {
        struct code_blob blob;
        struct nmethod nm;
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        if (codecache_holds(jvm, word) && fuzz_random(state) % 4 == 0 &&
            codecache_find(jvm, word, &blob) == 0 && nmethod_load(jvm, &blob, &nm) == 0) {
            memcpy(bytes + i, &nm.deopt_handler, sizeof nm.deopt_handler);
        }
    }
}

// Where a thread that ran when it was stopped is; zeros for others.
static void find_running(struct thread *thread, uint64_t *sp, uint64_t *pc) {
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/task/%d/syscall", (int)fuzz.source.pid,
                   (int)thread->tid);
    FILE *file = fopen(path, "re");
    if (file == NULL || fscanf(file, "-1 %" SCNx64 " %" SCNx64, sp, pc) != 2) {
        *sp = *pc = 0;
    }
    if (file != NULL) {
        (void)fclose(file);
    }
}

static void walk_one(const struct walker *walker, struct thread *thread, uint64_t *state) {
    static uint8_t bytes[MAX_STACK];
    uint64_t sp = thread->anchor.sp;
    uint64_t pc = 0;
    if (sp == 0) {
        find_running(thread, &sp, &pc);
    }
    uint64_t size = thread->stack_base > sp ? thread->stack_base - sp : 0;
    thread->stack.base = sp;
    thread->stack.size = size > sizeof bytes ? sizeof bytes : (size_t)size;
    thread->stack.bytes = bytes;
    if (sp == 0 || fuzz_read(&fuzz, sp, bytes, thread->stack.size) != 0) {
        return;
    }
    if (fuzz_random(state) % 4 == 0) {
        deoptimise(walker->jvm, bytes, thread->stack.size, state);
    }
    struct walk_options options = {.native = fuzz_random(state) % 2 == 0,
                                   .from_anchor = fuzz_random(state) % 2 == 0,
                                   .anchor = thread->anchor,
                                   .cont_entry = thread->cont_entry};
    struct regs *regs = &thread->stack.regs;
    regs->known = REGS_ALL;
    for (size_t i = 0; i < DWARF_COUNT; i++) {
        regs->r[i] = sp + fuzz_random(state) % 4096;
    }
    const struct jvm *jvm = walker->jvm;
    const struct code_heap *heap = &jvm->heaps[fuzz_random(state) % CODE_HEAPS_MAX];
    uint64_t length = heap->high > heap->low ? heap->high - heap->low : 1;
    regs->r[DWARF_RSP] = sp + fuzz_random(state) % 16 * 8;
    regs->r[DWARF_RIP] = heap->low + fuzz_random(state) % length;
    if (pc != 0 && fuzz_random(state) % 4 != 0) {
        regs->r[DWARF_RSP] = sp;
        regs->r[DWARF_RIP] = pc;
    }
    struct walk walk = {0};
    walk_stack(walker, &thread->stack, &options, &walk);
    counts.frames += walk.count;
    counts.complete += walk.incomplete == NULL ? 1 : 0;
    for (size_t i = 0; i < walk.count; i++) {
        const struct method *method =
            walk.frames[i].native ? NULL : method_at(walker->methods, walk.frames[i].method);
        if (method != NULL) {
            counts.names += strlen(method->class_name) + strlen(method->name) > 0 ? 1 : 0;
            (void)method_line(walker->methods, method, walk.frames[i].bci);
            (void)method_line(walker->methods, method, (int32_t)fuzz_random(state));
        }
    }
    walk_free(&walk);
}

static int step(void *context, const struct walk_memory *memory, struct regs *regs, bool *exact) {
    return cfi_step(context, memory, regs, exact);
}

static void walk_all(struct jvm *jvm, const struct maps *maps, uint64_t *state) {
    struct threads threads = {0};
    struct methods methods;
    struct cfi *cfi = cfi_new(jvm->target, maps);
    if (cfi == NULL || methods_init(&methods, jvm) != 0) {
        cfi_free(cfi);
        return;
    }
    struct walker walker = {.jvm = jvm,
                            .methods = &methods,
                            .step = fuzz_random(state) % 8 == 0 ? NULL : step,
                            .step_reason = cfi_reason,
                            .step_context = cfi};
    if (threads_load(&threads, jvm, fuzz.source.pid) == 0) {
        counts.threads += threads.count;
        for (size_t i = 0; i < threads.count && i < MAX_THREADS; i++) {
            struct thread *thread = &threads.items[i];
            if (thread->java_thread != 0 && thread_read_java(jvm, thread) == 0) {
                walk_one(&walker, thread, state);
                thread->stack.bytes = NULL;
            }
        }
        threads_free(&threads);
    }
    methods_free(&methods);
    cfi_free(cfi);
}

// The tables change little from round to round; corrupting them ends most rounds early, so that is
// done in one of four only.
static void round_over(struct target *target, const struct maps *maps, uint64_t base) {
    struct jvm jvm = {.target = target};
    struct elf_symbols libjvm;
    struct vm_tables tables = {0};
    const char *missing = NULL;
    uint64_t state = fuzz.seed;
    uint32_t every = fuzz.every;
    bool spared = fuzz.seed / 16 % 4 != 0;
    fuzz.every = spared ? 0 : every;
    bool good = elf_open(&libjvm, target, base) == 0;
    if (good && (good = vm_tables_load(&tables, target, &libjvm) == 0)) {
        counts.tables++;
        good = vm_layout_load(&jvm.layout, &tables, &missing) == 0;
        vm_tables_free(&tables);
    }
    target_forget(target);
    if (good) {
        counts.layouts++;
        bool spare_cache = fuzz.seed / 64 % 2 == 0;
        fuzz.every = spare_cache ? 0 : every;
        good = codecache_load(&jvm) == 0;
        target_forget(target);
    }
    fuzz.every = every;
    if (good) {
        counts.caches++;
        walk_all(&jvm, maps, &state);
    }
    target_forget(target);
}

int main(int count, char **arguments) {
    struct target target;
    struct maps maps;
    fuzz_start(&fuzz, count, arguments);
    pid_t own = fuzz.source.pid == 0 ? start_jvm() : 0;
    if (own != 0) {
        target_close(&fuzz.source);
        target_init(&fuzz.source, own);
    }
    if (fuzz.source.pid == 0 || maps_load(&maps, fuzz.source.pid) != 0) {
        (void)printf("SKIPPED: there is no Java to look at\n");
        return 0;
    }
    const struct mapping *libjvm = maps_named(&maps, "libjvm.so");
    if (libjvm == NULL) {
        (void)printf("SKIPPED: there is no libjvm.so in it\n");
        return 0;
    }
    target_init_reader(&target, fuzz_read, &fuzz);
    target.pid = fuzz.source.pid;
    uint64_t base = maps_module(&maps, libjvm)->start;
    round_over(&target, &maps, base);
    fuzz.end = time(NULL) + fuzz.seconds; // starting a JVM takes its time
    (void)printf("unharmed: %llu threads, %llu frames, %llu names\n",
                 (unsigned long long)counts.threads, (unsigned long long)counts.frames,
                 (unsigned long long)counts.names);
    while (fuzz_next(&fuzz)) {
        round_over(&target, &maps, base);
    }
    (void)printf("%llu tables, %llu layouts, %llu caches, %llu threads, %llu frames, %llu names, "
                 "%llu complete\n",
                 (unsigned long long)counts.tables, (unsigned long long)counts.layouts,
                 (unsigned long long)counts.caches, (unsigned long long)counts.threads,
                 (unsigned long long)counts.frames, (unsigned long long)counts.names,
                 (unsigned long long)counts.complete);
    if (own != 0) {
        (void)kill(own, SIGKILL);
        (void)waitpid(own, NULL, 0);
    }
    maps_free(&maps);
    target_close(&target);
    fuzz_stop(&fuzz);
    return 0;
}
