// SPDX-License-Identifier: Apache-2.0
/** What a server has in it while captures of it are measured. */
@NullMarked
package porthole.benchmarks.capture.subject.internal;

import org.jspecify.annotations.NullMarked;
