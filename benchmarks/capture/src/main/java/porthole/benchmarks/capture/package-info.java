// SPDX-License-Identifier: Apache-2.0
/** What taking every thread's stack costs, beside the tools that do the same. */
@NullMarked
package porthole.benchmarks.capture;

import org.jspecify.annotations.NullMarked;
