// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

/** One window of one peer. */
record Sample(Work work, String peer, int round, Window window) {}
