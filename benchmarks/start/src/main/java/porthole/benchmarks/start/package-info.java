// SPDX-License-Identifier: Apache-2.0
/** How long starts take, and what many databases cost. */
@NullMarked
package porthole.benchmarks.start;

import org.jspecify.annotations.NullMarked;
