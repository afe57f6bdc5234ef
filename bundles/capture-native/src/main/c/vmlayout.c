// SPDX-License-Identifier: Apache-2.0
#include "vmlayout.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#define OFFSET_LIMIT 65536u

enum need { REQUIRED, OPTIONAL };

struct wanted {
    const char *type;
    const char *name; // NULL: the type's size
    size_t where;
    enum need need;
};

#define AT(member) offsetof(struct vm_layout, member)

static const struct wanted wanted[] = {
    {"ThreadsSMRSupport", "_java_thread_list", AT(java_thread_list), REQUIRED},
    {"ThreadsList", "_length", AT(threads_length), REQUIRED},
    {"ThreadsList", "_threads", AT(threads_array), REQUIRED},
    {"JavaThread", "_anchor", AT(thread_anchor), REQUIRED},
    {"JavaThread", "_thread_state", AT(thread_state), REQUIRED},
    {"Thread", "_osthread", AT(thread_osthread), OPTIONAL},
    {"JavaThread", "_osthread", AT(thread_osthread), OPTIONAL},
    {"JavaThread", "_stack_base", AT(thread_stack_base), REQUIRED},
    {"JavaThread", "_stack_size", AT(thread_stack_size), REQUIRED},
    {"JavaThread", "_cont_entry", AT(thread_cont_entry), OPTIONAL},
    {"JavaThread", "_monitor_owner_id", AT(thread_monitor_owner_id), OPTIONAL},
    {"OSThread", "_thread_id", AT(osthread_id), REQUIRED},
    {"JavaFrameAnchor", "_last_Java_sp", AT(anchor_sp), REQUIRED},
    {"JavaFrameAnchor", "_last_Java_pc", AT(anchor_pc), REQUIRED},
    {"JavaFrameAnchor", "_last_Java_fp", AT(anchor_fp), REQUIRED},
    {"CodeCache", "_heaps", AT(heaps), REQUIRED},
    {"GrowableArrayBase", "_len", AT(array_length), REQUIRED},
    {"GrowableArray<int>", "_data", AT(array_data), REQUIRED},
    {"CodeHeap", "_memory", AT(heap_memory), REQUIRED},
    {"CodeHeap", "_segmap", AT(heap_segmap), REQUIRED},
    {"CodeHeap", "_log2_segment_size", AT(heap_log2_segment), REQUIRED},
    {"VirtualSpace", "_low", AT(space_low), REQUIRED},
    {"VirtualSpace", "_high", AT(space_high), REQUIRED},
    {"HeapBlock", NULL, AT(block_size), REQUIRED},
    {"HeapBlock::Header", "_used", AT(block_used), REQUIRED},
    {"CodeBlob", "_name", AT(blob_name), REQUIRED},
    {"CodeBlob", "_size", AT(blob_blob_size), REQUIRED},
    {"CodeBlob", "_frame_size", AT(blob_frame_size), REQUIRED},
    {"CodeBlob", "_frame_complete_offset", AT(blob_frame_complete), REQUIRED},
    {"CodeBlob", "_code_begin", AT(blob_code_begin), OPTIONAL},
    {"CodeBlob", "_code_offset", AT(blob_code_offset), OPTIONAL},
    {"CodeBlob", "_data_offset", AT(blob_data_offset), REQUIRED},
    {"CodeBlob", "_mutable_data", AT(blob_mutable_data), OPTIONAL},
    {"CodeBlob", "_relocation_size", AT(blob_relocation_size), OPTIONAL},
    {"nmethod", "_method", AT(nm_method), OPTIONAL},
    {"CompiledMethod", "_method", AT(nm_method), OPTIONAL},
    {"CompiledMethod", "_scopes_data_begin", AT(nm_scopes_data_begin), OPTIONAL},
    {"nmethod", "_scopes_data_offset", AT(nm_scopes_data_offset), OPTIONAL},
    {"nmethod", "_scopes_pcs_offset", AT(nm_scopes_pcs_offset), REQUIRED},
    {"nmethod", "_dependencies_offset", AT(nm_dependencies_offset), OPTIONAL},
    {"nmethod", "_metadata_offset", AT(nm_metadata_offset), OPTIONAL},
    {"nmethod", "_immutable_data", AT(nm_immutable_data), OPTIONAL},
    {"nmethod", "_immutable_data_size", AT(nm_immutable_size), OPTIONAL},
    {"CompiledMethod", "_deopt_handler_begin", AT(nm_deopt_begin), OPTIONAL},
    {"CompiledMethod", "_deopt_mh_handler_begin", AT(nm_deopt_mh_begin), OPTIONAL},
    {"nmethod", "_deopt_handler_offset", AT(nm_deopt_offset), OPTIONAL},
    {"nmethod", "_deopt_handler_entry_offset", AT(nm_deopt_offset), OPTIONAL},
    {"nmethod", "_deopt_mh_handler_offset", AT(nm_deopt_mh_offset), OPTIONAL},
    {"nmethod", "_orig_pc_offset", AT(nm_orig_pc_offset), REQUIRED},
    {"nmethod", "_comp_level", AT(nm_comp_level), REQUIRED},
    {"nmethod", "_compile_id", AT(nm_compile_id), REQUIRED},
    {"PcDesc", NULL, AT(pcdesc_size), REQUIRED},
    {"PcDesc", "_pc_offset", AT(pcdesc_pc), REQUIRED},
    {"PcDesc", "_scope_decode_offset", AT(pcdesc_scope), REQUIRED},
    {"AbstractInterpreter", "_code", AT(interpreter_code), REQUIRED},
    {"StubQueue", "_stub_buffer", AT(queue_buffer), REQUIRED},
    {"StubQueue", "_buffer_limit", AT(queue_limit), REQUIRED},
    {"StubRoutines", "_call_stub_return_address", AT(call_stub_return), REQUIRED},
    {"JavaCallWrapper", "_anchor", AT(wrapper_anchor), REQUIRED},
    {"ContinuationEntry", "_return_pc", AT(cont_return_pc), OPTIONAL},
    {"Method", "_constMethod", AT(method_const), REQUIRED},
    {"Method", "_access_flags", AT(method_access_flags), REQUIRED},
    {"ConstMethod", NULL, AT(const_size), REQUIRED},
    {"ConstMethod", "_constants", AT(const_pool), REQUIRED},
    {"ConstMethod", "_constMethod_size", AT(const_total_size), REQUIRED},
    {"ConstMethod", "_flags", AT(const_flags), OPTIONAL},
    {"ConstMethod", "_flags._flags", AT(const_flags), OPTIONAL},
    {"ConstMethod", "_code_size", AT(const_code_size), REQUIRED},
    {"ConstMethod", "_name_index", AT(const_name), REQUIRED},
    {"ConstMethod", "_signature_index", AT(const_signature), REQUIRED},
    {"ConstantPool", NULL, AT(pool_size), REQUIRED},
    {"ConstantPool", "_pool_holder", AT(pool_holder), REQUIRED},
    {"ConstantPool", "_length", AT(pool_length), REQUIRED},
    {"ConstantPool", "_source_file_name_index", AT(pool_source_file), OPTIONAL},
    {"Klass", "_name", AT(klass_name), REQUIRED},
    {"Symbol", "_length", AT(symbol_length), REQUIRED},
    {"Symbol", "_body", AT(symbol_body), REQUIRED},
};

static void store(struct vm_layout *layout, size_t where, uint64_t value) {
    memcpy((char *)layout + where, &value, sizeof value);
}

static bool stored(const struct vm_layout *layout, size_t where) {
    uint64_t value;
    memcpy(&value, (const char *)layout + where, sizeof value);
    return value != ABSENT;
}

static bool look_up(struct vm_layout *layout, const struct vm_tables *tables,
                    const struct wanted *w) {
    if (w->name == NULL) {
        const struct vm_number *size = vm_find_type(tables, w->type);
        if (size == NULL || size->value == 0 || size->value > OFFSET_LIMIT) {
            return false;
        }
        store(layout, w->where, size->value);
        return true;
    }
    const struct vm_field *field = vm_find_field(tables, w->type, w->name);
    if (field == NULL || (!field->is_static && field->place > OFFSET_LIMIT)) {
        return false;
    }
    store(layout, w->where, field->place);
    return true;
}

// Each of these groups exists in one form or another in every known version.
static const char *missing_group(const struct vm_layout *l) {
    if (l->blob_code_begin == ABSENT && l->blob_code_offset == ABSENT) {
        return "CodeBlob::_code_begin";
    }
    if (l->thread_osthread == ABSENT) {
        return "Thread::_osthread";
    }
    if (l->nm_method == ABSENT) {
        return "nmethod::_method";
    }
    bool inside = l->nm_scopes_data_begin != ABSENT && l->nm_dependencies_offset != ABSENT &&
                  l->nm_metadata_offset != ABSENT;
    bool outside = l->nm_scopes_data_offset != ABSENT && l->nm_immutable_data != ABSENT &&
                   l->nm_immutable_size != ABSENT;
    if (!inside && !outside) {
        return "nmethod::_scopes_data_offset";
    }
    if (l->const_flags == ABSENT) {
        return "ConstMethod::_flags";
    }
    return NULL;
}

int vm_layout_load(struct vm_layout *layout, const struct vm_tables *tables, const char **missing) {
    memset(layout, 0xff, sizeof *layout);
    *missing = NULL;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        bool found = stored(layout, wanted[i].where) || look_up(layout, tables, &wanted[i]);
        if (!found && wanted[i].need == REQUIRED) {
            *missing = wanted[i].name == NULL ? wanted[i].type : wanted[i].name;
            return -ENOENT;
        }
    }
    *missing = missing_group(layout);
    if (*missing != NULL) {
        return -ENOENT;
    }
    // CodeBlob::_frame_complete_offset became narrow when its pointers became offsets.
    layout->wide_complete = layout->blob_code_begin != ABSENT;
    layout->unsigned5_base = layout->thread_cont_entry != ABSENT ? 1 : 0;
    return 0;
}
