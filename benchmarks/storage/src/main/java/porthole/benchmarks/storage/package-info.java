// SPDX-License-Identifier: Apache-2.0
/**
 * The storage benchmark: writes and point reads over HTTP, beside what they could be compared to.
 */
@NullMarked
package porthole.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
