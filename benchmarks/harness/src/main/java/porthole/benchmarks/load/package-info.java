// SPDX-License-Identifier: Apache-2.0
/** A load generator of one thread: any number of connections, each with one request at a time. */
@NullMarked
package porthole.benchmarks.load;

import org.jspecify.annotations.NullMarked;
