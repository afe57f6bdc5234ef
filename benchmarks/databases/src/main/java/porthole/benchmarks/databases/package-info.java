// SPDX-License-Identifier: Apache-2.0
/** What many databases cost, and what one that loads slowly costs the others. */
@NullMarked
package porthole.benchmarks.databases;

import org.jspecify.annotations.NullMarked;
