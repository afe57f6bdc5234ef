// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "capabilities.h"
#include "preflight.h"
#include "test.h"

static struct preflight judged;

// As on a machine with nothing in the way.
static struct surroundings easy(void) {
    return (struct surroundings){.parent = 1234,
                                 .dumpable = true,
                                 .same_user = true,
                                 .same_namespace = true,
                                 .may_ptrace = true,
                                 .may_read = true,
                                 .self = {.bounding = UINT64_MAX}};
}

static const struct fact *about(const char *what) {
    for (size_t i = 0; i < judged.count; i++) {
        if (strcmp(judged.facts[i].about, what) == 0) {
            return &judged.facts[i];
        }
    }
    static const struct fact none = {.about = "", .found = "absent"};
    return &none;
}

static void judge(struct surroundings seen) {
    preflight_judge(&seen, &judged);
    for (size_t i = 0; i < judged.count; i++) {
        const struct fact *fact = &judged.facts[i];
        bool partly = strncmp(fact->reason, "partly: ", 8) == 0;
        CHECK((fact->obstacle == OBSTACLE_NONE && !partly) == (fact->reason[0] == '\0'));
        CHECK((fact->reason[0] == '\0') == (fact->fix[0] == '\0'));
        CHECK(strlen(fact->reason) < FACT_TEXT - 1 && strlen(fact->fix) < FACT_TEXT - 1);
    }
}

static enum obstacle worst(void) {
    enum obstacle most = OBSTACLE_NONE;
    for (size_t i = 0; i < judged.count; i++) {
        most = judged.facts[i].obstacle > most ? judged.facts[i].obstacle : most;
    }
    return most;
}

TEST(finds_nothing_in_the_way_where_nothing_is) {
    judge(easy());
    CHECK_EQ(worst(), OBSTACLE_NONE);
    CHECK_TEXT(about("yama scope")->found, "no Yama");
    CHECK_TEXT(about("access")->found, "yes");
}

TEST(tells_what_each_scope_of_yama_asks_for) {
    const enum obstacle plain[] = {OBSTACLE_NONE, OBSTACLE_UNLESS_GRANTED, OBSTACLE_ALWAYS,
                                   OBSTACLE_ALWAYS};
    const enum obstacle with_capability[] = {OBSTACLE_NONE, OBSTACLE_NONE, OBSTACLE_NONE,
                                             OBSTACLE_ALWAYS};
    for (int scope = 0; scope <= 3; scope++) {
        struct surroundings seen = easy();
        seen.yama = true;
        seen.yama_scope = scope;
        seen.access = scope == 0 ? 0 : EACCES;
        judge(seen);
        CHECK_EQ(worst(), plain[scope]);
        CHECK_EQ(about("yama scope")->obstacle, plain[scope]);
        seen.self.permitted = CAPABILITY_SYS_PTRACE;
        judge(seen);
        CHECK_EQ(worst(), with_capability[scope]);
    }
}

TEST(tells_why_a_marked_helper_lacks_its_capability) {
    struct surroundings seen = easy();
    seen.yama = true;
    seen.yama_scope = 2;
    seen.marked = true;
    seen.self.no_new_privs = 1;
    judge(seen);
    CHECK(strstr(about("capability")->reason, "no_new_privs") != NULL);
    CHECK(strstr(preflight_obstacle(&judged, OBSTACLE_ALWAYS)->reason, "no_new_privs") != NULL);
    seen.self.no_new_privs = 0;
    seen.nosuid = true;
    judge(seen);
    CHECK(strstr(about("capability")->reason, "nosuid") != NULL);
    seen.self.bounding = 0;
    judge(seen);
    CHECK(strstr(about("capability")->reason, "bounding set") != NULL);
}

TEST(does_not_ask_for_a_capability_that_nothing_needs) {
    struct surroundings seen = easy();
    seen.marked = true;
    seen.self.no_new_privs = 1;
    judge(seen);
    CHECK_EQ(worst(), OBSTACLE_NONE);
}

TEST(tells_each_obstacle) {
    struct surroundings seen = easy();
    seen.dumpable = false;
    seen.access = EACCES;
    judge(seen);
    CHECK_EQ(about("dumpable")->obstacle, OBSTACLE_ALWAYS);
    CHECK_EQ(about("access")->obstacle, OBSTACLE_NONE);

    seen = easy();
    seen.tracer = 99;
    (void)snprintf(seen.tracer_name, sizeof seen.tracer_name, "gdb");
    judge(seen);
    CHECK_EQ(about("tracer")->obstacle, OBSTACLE_NONE);
    CHECK(strncmp(about("tracer")->reason, "partly: ", 8) == 0);
    CHECK(about("tracer")->fix[0] != '\0');
    CHECK_TEXT(about("tracer")->found, "99 (gdb)");

    seen = easy();
    seen.may_ptrace = false;
    judge(seen);
    CHECK_EQ(about("seccomp")->obstacle, OBSTACLE_ALWAYS);

    seen = easy();
    seen.same_user = false;
    judge(seen);
    CHECK_EQ(about("user")->obstacle, OBSTACLE_ALWAYS);

    seen = easy();
    seen.same_namespace = false;
    judge(seen);
    CHECK_EQ(about("user namespace")->obstacle, OBSTACLE_ALWAYS);

    seen = easy();
    seen.other.permitted = 1;
    judge(seen);
    CHECK_EQ(about("capabilities of the server")->obstacle, OBSTACLE_ALWAYS);
    seen.self.permitted = CAPABILITY_SYS_PTRACE;
    judge(seen);
    CHECK_EQ(worst(), OBSTACLE_NONE);
}

TEST(blames_the_kernel_when_nothing_else_explains_a_refusal) {
    struct surroundings seen = easy();
    seen.access = EACCES;
    judge(seen);
    CHECK_EQ(about("access")->obstacle, OBSTACLE_ALWAYS);
    CHECK(preflight_obstacle(&judged, OBSTACLE_ALWAYS) == about("access"));
}

TEST(parses_a_status_file) {
    const char *text = "Name:\tjava\nState:\tS (sleeping)\nTracerPid:\t77\nUid:\t1000\t1001\t1002\t1003\n"
                       "CapInh:\t0000000000000000\nCapPrm:\t0000000000080000\n"
                       "CapEff:\t0000000000000400\nCapBnd:\t000001ffffffffff\nNoNewPrivs:\t1\n"
                       "Seccomp:\t2\n";
    struct process_status status;
    CHECK_EQ(proc_parse_status(text, &status), 0);
    CHECK_EQ(status.uid[0], 1000);
    CHECK_EQ(status.uid[3], 1003);
    CHECK_EQ(status.tracer, 77);
    CHECK_EQ(status.permitted, 0x80000);
    CHECK_EQ(status.effective, 0x400);
    CHECK_EQ(status.bounding, 0x1ffffffffff);
    CHECK_EQ(status.no_new_privs, 1);
    CHECK_EQ(status.seccomp, 2);
    CHECK_EQ(proc_parse_status("", &status), -EPROTO);
    CHECK_EQ(proc_parse_status("Uid:\t1\t2\n", &status), -EPROTO);
}

TEST(reads_the_start_time_behind_any_name) {
    uint64_t start = 0;
    CHECK_EQ(proc_parse_start("7 (a) (b) 1) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20",
                              &start),
             0);
    CHECK_EQ(start, 4711);
    CHECK_EQ(proc_parse_start("7 (a) S 1 2", &start), -EPROTO);
    CHECK_EQ(proc_parse_start("", &start), -EPROTO);
}

TEST(looks_at_its_own_surroundings) {
    struct rights rights;
    struct surroundings seen;
    if (rights_begin(&rights) == 0) {
        preflight_look(&rights, &seen);
        preflight_judge(&seen, &judged);
        CHECK_EQ(seen.parent, getppid());
        CHECK(seen.same_user);
        CHECK(judged.count >= 9);
    }
    rights_end(&rights);
}

int main(void) {
    RUN(finds_nothing_in_the_way_where_nothing_is);
    RUN(tells_what_each_scope_of_yama_asks_for);
    RUN(tells_why_a_marked_helper_lacks_its_capability);
    RUN(does_not_ask_for_a_capability_that_nothing_needs);
    RUN(tells_each_obstacle);
    RUN(blames_the_kernel_when_nothing_else_explains_a_refusal);
    RUN(parses_a_status_file);
    RUN(reads_the_start_time_behind_any_name);
    RUN(looks_at_its_own_surroundings);
    return test_end();
}
