// SPDX-License-Identifier: Apache-2.0
/** What benchmarks have in common. */
@NullMarked
package porthole.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
