// SPDX-License-Identifier: Apache-2.0
/** CPU time as the kernel counts it, finer than /proc shows it. */
@NullMarked
package porthole.benchmarks.usage;

import org.jspecify.annotations.NullMarked;
