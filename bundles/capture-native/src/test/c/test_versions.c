// SPDX-License-Identifier: Apache-2.0
// What differs between HotSpot's versions: which fields its tables have, and where a compiled method
// keeps what a walk needs. The tables and the memory are made up; only their names are HotSpot's.
#include <stdlib.h>

#include "fake_memory.h"
#include "nmethod.h"
#include "test.h"

enum { BASE = 0x10000, BLOB = BASE + 0x100, BLOB_SIZE = 0x4000, OUTSIDE = BASE + 0x8000 };
enum { CODE = 0x800, DATA = 0x2000, SCOPES = 0x100, PC = 0x40, BCI = 7, NAMES_MAX = 16384 };

#define METHOD UINT64_C(0x7f0000001234)
#define CALLEE UINT64_C(0x7f0000005678)

struct named {
    const char *type;
    const char *name;
};

static const struct named always[] = {
    {"ThreadsSMRSupport", "_java_thread_list"}, {"ThreadsList", "_length"},
    {"ThreadsList", "_threads"},                {"JavaThread", "_anchor"},
    {"JavaThread", "_thread_state"},            {"JavaThread", "_stack_base"},
    {"JavaThread", "_stack_size"},              {"OSThread", "_thread_id"},
    {"JavaFrameAnchor", "_last_Java_sp"},       {"JavaFrameAnchor", "_last_Java_pc"},
    {"JavaFrameAnchor", "_last_Java_fp"},       {"CodeCache", "_heaps"},
    {"GrowableArrayBase", "_len"},              {"GrowableArray<int>", "_data"},
    {"CodeHeap", "_memory"},                    {"CodeHeap", "_segmap"},
    {"CodeHeap", "_log2_segment_size"},         {"VirtualSpace", "_low"},
    {"VirtualSpace", "_high"},                  {"HeapBlock::Header", "_used"},
    {"CodeBlob", "_name"},                      {"CodeBlob", "_size"},
    {"CodeBlob", "_frame_size"},                {"CodeBlob", "_frame_complete_offset"},
    {"CodeBlob", "_data_offset"},               {"nmethod", "_scopes_pcs_offset"},
    {"nmethod", "_orig_pc_offset"},             {"nmethod", "_comp_level"},
    {"nmethod", "_compile_id"},                 {"PcDesc", "_pc_offset"},
    {"PcDesc", "_scope_decode_offset"},         {"AbstractInterpreter", "_code"},
    {"StubQueue", "_stub_buffer"},              {"StubQueue", "_buffer_limit"},
    {"JavaCallWrapper", "_anchor"},             {"StubRoutines", "_call_stub_return_address"},
    {"Method", "_constMethod"},                 {"Method", "_access_flags"},
    {"ConstMethod", "_constants"},              {"ConstMethod", "_constMethod_size"},
    {"ConstMethod", "_code_size"},              {"ConstMethod", "_name_index"},
    {"ConstMethod", "_signature_index"},        {"ConstantPool", "_pool_holder"},
    {"ConstantPool", "_length"},                {"Klass", "_name"},
    {"Symbol", "_length"},                      {"Symbol", "_body"},
};

#define INSIDE_THE_BLOB                                                                            \
    {"CompiledMethod", "_method"}, {"CompiledMethod", "_scopes_data_begin"},                       \
        {"CompiledMethod", "_deopt_handler_begin"}, {"CompiledMethod", "_deopt_mh_handler_begin"}, \
        {"CodeBlob", "_code_begin"}, {"nmethod", "_dependencies_offset"},                          \
        {"nmethod", "_metadata_offset"}
#define VIRTUAL_THREADS {"JavaThread", "_cont_entry"}, {"ContinuationEntry", "_return_pc"}
#define OUTSIDE_THE_BLOB                                                                           \
    {"nmethod", "_method"}, {"nmethod", "_scopes_data_offset"}, {"nmethod", "_immutable_data"},    \
        {"nmethod", "_immutable_data_size"}, {"CodeBlob", "_code_offset"},                         \
        {"ConstMethod", "_flags._flags"}, VIRTUAL_THREADS

static const struct named only17[] = {
    INSIDE_THE_BLOB, {"ConstMethod", "_flags"}, {"JavaThread", "_osthread"}, {NULL, NULL}};
static const struct named only21[] = {INSIDE_THE_BLOB,
                                      VIRTUAL_THREADS,
                                      {"ConstMethod", "_flags._flags"},
                                      {"JavaThread", "_osthread"},
                                      {NULL, NULL}};
static const struct named only23[] = {OUTSIDE_THE_BLOB,
                                      {"nmethod", "_metadata_offset"},
                                      {"nmethod", "_deopt_handler_offset"},
                                      {"nmethod", "_deopt_mh_handler_offset"},
                                      {"JavaThread", "_osthread"},
                                      {NULL, NULL}};
static const struct named only25[] = {OUTSIDE_THE_BLOB,
                                      {"CodeBlob", "_mutable_data"},
                                      {"CodeBlob", "_relocation_size"},
                                      {"nmethod", "_deopt_handler_offset"},
                                      {"nmethod", "_deopt_mh_handler_offset"},
                                      {"Thread", "_osthread"},
                                      {NULL, NULL}};
static const struct named only26[] = {OUTSIDE_THE_BLOB,
                                      {"CodeBlob", "_mutable_data"},
                                      {"CodeBlob", "_relocation_size"},
                                      {"nmethod", "_deopt_handler_entry_offset"},
                                      {"Thread", "_osthread"},
                                      {NULL, NULL}};

static const struct version {
    int major;
    const struct named *only;
} versions[] = {{17, only17}, {21, only21}, {23, only23}, {25, only25}, {26, only26}};

enum { VERSIONS = sizeof versions / sizeof versions[0], ALWAYS = sizeof always / sizeof always[0] };

static struct vm_field fields[128];
static struct vm_number types[8];
static char names[NAMES_MAX];
static struct vm_tables tables;
static struct fake_memory memory;
static struct target target;
static struct jvm jvm;

static uint32_t store(const char *name) {
    uint32_t at = (uint32_t)tables.names_size;
    size_t n = strlen(name) + 1;
    memcpy(names + at, name, n);
    tables.names_size += n;
    return at;
}

static void add_field(const struct named *named) {
    struct vm_field *field = &fields[tables.field_count++];
    *field = (struct vm_field){.type = store(named->type),
                               .name = store(named->name),
                               .place = 8 + 8 * tables.field_count};
}

static void tables_of(const struct version *version, size_t without) {
    static const char *const sized[] = {"HeapBlock", "PcDesc", "ConstMethod", "ConstantPool"};
    tables = (struct vm_tables){.fields = fields, .types = types, .names = names};
    for (size_t i = 0; i < ALWAYS; i++) {
        if (i != without) {
            add_field(&always[i]);
        }
    }
    for (const struct named *named = version->only; named->type != NULL; named++) {
        add_field(named);
    }
    for (size_t i = 0; i < sizeof sized / sizeof sized[0]; i++) {
        types[tables.type_count++] = (struct vm_number){.name = store(sized[i]), .value = 16};
    }
}

static void put(uint64_t addr, uint64_t value, size_t size) {
    memcpy(memory.bytes + (addr - BASE), &value, size);
}

static void put_byte(uint64_t addr, unsigned int number) {
    memory.bytes[addr - BASE] = (uint8_t)(number + jvm.layout.unsigned5_base);
}

// CALLEE inlined into METHOD at BCI, where the code has come to PC.
static void put_scopes(uint64_t pcs, uint64_t scopes, uint64_t metadata) {
    const struct vm_layout *l = &jvm.layout;
    put(pcs + l->pcdesc_pc, PC, 4);
    put(pcs + l->pcdesc_scope, 4, 4);
    const unsigned int numbers[] = {9, 9, 9, 9, 8, 2, 1, 9, 0, 1, BCI + 1};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        put_byte(scopes + i, numbers[i]);
    }
    put(metadata, METHOD, 8);
    put(metadata + 8, CALLEE, 8);
}

static void put_inside(void) {
    const struct vm_layout *l = &jvm.layout;
    uint64_t scopes = BLOB + DATA + SCOPES;
    put(BLOB + l->nm_scopes_data_begin, scopes, 8);
    put(BLOB + l->nm_scopes_pcs_offset, scopes + 64 - BLOB, 4);
    put(BLOB + l->nm_dependencies_offset, scopes + 64 + l->pcdesc_size - BLOB, 4);
    put(BLOB + l->nm_metadata_offset, DATA + 16, 4);
    put(BLOB + l->nm_deopt_begin, BLOB + CODE + 0x500, 8);
    put_scopes(scopes + 64, scopes, BLOB + DATA + 16);
}

static void put_outside(int major) {
    const struct vm_layout *l = &jvm.layout;
    uint64_t metadata = OUTSIDE + 0x1000;
    put(BLOB + l->nm_immutable_data, OUTSIDE, 8);
    put(BLOB + l->nm_immutable_size, 0x400, 4);
    put(BLOB + l->nm_scopes_pcs_offset, SCOPES - l->pcdesc_size, 4);
    put(BLOB + l->nm_scopes_data_offset, SCOPES, 4);
    put(BLOB + l->nm_deopt_offset, CODE + 0x500, 4);
    if (major < 25) {
        put(BLOB + l->blob_data_offset, DATA, 4);
        put(BLOB + l->nm_metadata_offset, 16 | 0x7fff0000u, 4); // 16 bits; another field follows
        metadata = BLOB + DATA + 16;
    } else {
        put(BLOB + l->blob_mutable_data, metadata - 24, 8);
        put(BLOB + l->blob_relocation_size, 24, 4);
    }
    put_scopes(OUTSIDE + SCOPES - l->pcdesc_size, OUTSIDE + SCOPES, metadata);
}

static void begin(const struct version *version) {
    const char *missing = NULL;
    target_close(&target);
    memset(&memory, 0, sizeof memory);
    memset(&jvm, 0, sizeof jvm);
    memory.address = BASE;
    target_init_reader(&target, fake_read, &memory);
    jvm.target = &target;
    tables_of(version, ALWAYS);
    CHECK_EQ(vm_layout_load(&jvm.layout, &tables, &missing), 0);
    CHECK(missing == NULL);
    put(BLOB + jvm.layout.nm_method, METHOD, 8);
}

TEST(knows_the_tables_of_each_version) {
    for (size_t i = 0; i < VERSIONS; i++) {
        int major = versions[i].major;
        begin(&versions[i]);
        CHECK_EQ(jvm.layout.unsigned5_base, major >= 21 ? 1 : 0);
        CHECK_EQ(jvm.layout.wide_complete, major < 23);
        CHECK_EQ(jvm.layout.thread_cont_entry != ABSENT, major >= 21);
        CHECK_EQ(jvm.layout.nm_immutable_data != ABSENT, major >= 23);
        CHECK_EQ(jvm.layout.nm_deopt_offset != ABSENT, major >= 23);
    }
}

TEST(names_what_a_version_lacks) {
    for (size_t i = 0; i < VERSIONS; i++) {
        for (size_t without = 0; without < ALWAYS; without++) {
            struct vm_layout layout;
            const char *missing = NULL;
            tables_of(&versions[i], without);
            CHECK(vm_layout_load(&layout, &tables, &missing) < 0);
            CHECK_TEXT(missing == NULL ? "" : missing, always[without].name);
        }
    }
}

TEST(finds_the_scopes_of_compiled_code_in_each_version) {
    for (size_t i = 0; i < VERSIONS; i++) {
        const struct code_blob blob = {.addr = BLOB, .size = BLOB_SIZE, .code_begin = BLOB + CODE};
        struct nmethod nm;
        struct scope scope;
        uint32_t at = 0;
        begin(&versions[i]);
        if (versions[i].major < 23) {
            put_inside();
        } else {
            put_outside(versions[i].major);
        }
        CHECK_EQ(nmethod_load(&jvm, &blob, &nm), 0);
        CHECK(nm.method == METHOD);
        CHECK_EQ(nm.deopt_handler, BLOB + CODE + 0x500);
        CHECK_EQ(nmethod_scope_at(&jvm, &nm, BLOB + CODE + PC, true, &at), 0);
        CHECK_EQ(nmethod_scope(&jvm, &nm, at, &scope), 0);
        CHECK(scope.method == CALLEE);
        CHECK_EQ(scope.bci, 0);
        CHECK_EQ(scope.sender, 8);
        CHECK_EQ(nmethod_scope(&jvm, &nm, scope.sender, &scope), 0);
        CHECK(scope.method == METHOD);
        CHECK_EQ(scope.bci, BCI);
        CHECK_EQ(scope.sender, 0);
        CHECK(nmethod_scope_at(&jvm, &nm, BLOB + CODE + PC - 1, true, &at) < 0);
    }
    target_close(&target);
}

int main(void) {
    RUN(knows_the_tables_of_each_version);
    RUN(names_what_a_version_lacks);
    RUN(finds_the_scopes_of_compiled_code_in_each_version);
    return test_end();
}
