// SPDX-License-Identifier: Apache-2.0
/** What runs in processes of its own beside the measured server. */
@NullMarked
package porthole.benchmarks.indexing.peer;

import org.jspecify.annotations.NullMarked;
