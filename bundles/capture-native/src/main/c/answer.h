// SPDX-License-Identifier: Apache-2.0
// Puts what was captured into the answer of docs/formats/capture-frames.md.
#ifndef PORTHOLE_ANSWER_H
#define PORTHOLE_ANSWER_H

#include "cfi.h"
#include "frames.h"
#include "texts.h"
#include "threads.h"

#define PHASES_MAX 16u
#define REMARKS_MAX 8u

struct answer {
    struct texts texts;
    struct buffer threads;
    uint32_t thread_count;
    uint32_t missed;
    uint64_t skew_ns;
    struct {
        const char *name;
        uint64_t ns;
    } phases[PHASES_MAX];
    uint32_t phase_count;
    const char *remarks[REMARKS_MAX];
    uint32_t remark_count;
};

// Returns 0 or -ENOMEM.
int answer_init(struct answer *answer);
void answer_free(struct answer *answer);

void answer_phase(struct answer *answer, const char *name, uint64_t ns);
void answer_remark(struct answer *answer, const char *remark);

struct answer_context {
    struct methods *methods;
    const struct maps *maps;
    struct cfi *cfi;
    bool names; // of Java threads too, as the kernel has them
};

void answer_thread(struct answer *answer, const struct answer_context *context,
                   const struct thread *thread, const struct walk *walk);

// Puts everything together. The payload's failed flag says whether it has become too large.
void answer_finish(struct answer *answer, struct buffer *payload);

#endif
