// SPDX-License-Identifier: Apache-2.0
#include "answer.h"

#include <string.h>

int answer_init(struct answer *answer) {
    memset(answer, 0, sizeof *answer);
    return texts_init(&answer->texts);
}

void answer_free(struct answer *answer) {
    texts_free(&answer->texts);
    buffer_free(&answer->threads);
}

void answer_phase(struct answer *answer, const char *name, uint64_t ns) {
    if (answer->phase_count < PHASES_MAX) {
        answer->phases[answer->phase_count].name = name;
        answer->phases[answer->phase_count++].ns = ns;
    }
}

void answer_remark(struct answer *answer, const char *remark) {
    if (answer->remark_count < REMARKS_MAX) {
        answer->remarks[answer->remark_count++] = remark;
    }
}

static void put_number(struct answer *answer, const char *text) {
    put_u32(&answer->threads, texts_number(&answer->texts, text));
}

static void put_java_frame(struct answer *answer, const struct answer_context *context,
                           const struct walked_frame *frame) {
    const struct method *method = method_at(context->methods, frame->method);
    int32_t line = method != NULL ? method_line(context->methods, method, frame->bci) : 0;
    uint64_t bci = frame->bci < 0 ? UINT64_MAX : (uint64_t)frame->bci;
    put_u8(&answer->threads, 0);
    put_number(answer, method != NULL ? method->class_name : "");
    put_number(answer, method != NULL ? method->name : "");
    put_number(answer, method != NULL ? method->source : "");
    put_u32(&answer->threads, (uint32_t)line);
    put_u64(&answer->threads, bci);
}

static void put_native_frame(struct answer *answer, const struct answer_context *context,
                             const struct walked_frame *frame) {
    const struct mapping *m = maps_find(context->maps, frame->pc);
    uint64_t bias = 0;
    bool file = m != NULL && (m->path[0] == '/' || strcmp(m->path, "[vdso]") == 0);
    if (file && (context->cfi == NULL || cfi_bias(context->cfi, frame->pc, &bias) != 0)) {
        const struct mapping *first = maps_module(context->maps, m);
        bias = first->start - first->offset;
    }
    put_u8(&answer->threads, 1);
    put_u32(&answer->threads, 0);
    put_u32(&answer->threads, 0);
    put_number(answer, file ? m->path : "");
    put_u32(&answer->threads, 0);
    put_u64(&answer->threads, frame->pc - bias - (frame->caller ? 1 : 0));
}

void answer_thread(struct answer *answer, const struct answer_context *context,
                   const struct thread *thread, const struct walk *walk) {
    struct buffer *b = &answer->threads;
    bool java = thread->java_thread != 0;
    const char *why = thread->missing != NULL ? thread->missing : walk->incomplete;
    put_u64(b, 0);
    put_u64(b, (uint64_t)thread->tid);
    put_u64(b, thread->java_thread);
    put_u8(b, java ? 0 : 1);
    put_u8(b, 0);
    put_number(answer, java && !context->names ? "" : thread->name);
    put_number(answer, why != NULL ? why : "");
    put_u8(b, (uint8_t)thread->how);
    put_u64(b, thread->held_ns);
    put_u8(b, 0);
    put_u32(b, 0);
    put_u32(b, 0);
    put_u64(b, 0);
    put_u32(b, (uint32_t)walk->count);
    for (size_t i = 0; i < walk->count; i++) {
        if (walk->frames[i].native) {
            put_native_frame(answer, context, &walk->frames[i]);
        } else {
            put_java_frame(answer, context, &walk->frames[i]);
        }
    }
    answer->thread_count++;
}

void answer_finish(struct answer *answer, struct buffer *payload) {
    uint32_t remarks[REMARKS_MAX];
    uint32_t phases[PHASES_MAX];
    for (uint32_t i = 0; i < answer->remark_count; i++) {
        remarks[i] = texts_number(&answer->texts, answer->remarks[i]);
    }
    for (uint32_t i = 0; i < answer->phase_count; i++) {
        phases[i] = texts_number(&answer->texts, answer->phases[i].name);
    }
    put_u32(payload, answer->missed);
    put_u32(payload, answer->texts.count);
    put_bytes(payload, answer->texts.bytes.bytes, answer->texts.bytes.size);
    put_u32(payload, answer->remark_count);
    put_bytes(payload, remarks, answer->remark_count * sizeof remarks[0]);
    put_u64(payload, answer->skew_ns);
    put_u32(payload, answer->phase_count);
    for (uint32_t i = 0; i < answer->phase_count; i++) {
        put_u32(payload, phases[i]);
        put_u64(payload, answer->phases[i].ns);
    }
    put_u32(payload, answer->thread_count);
    put_bytes(payload, answer->threads.bytes, answer->threads.size);
    payload->failed = payload->failed || answer->threads.failed || answer->texts.bytes.failed;
}
