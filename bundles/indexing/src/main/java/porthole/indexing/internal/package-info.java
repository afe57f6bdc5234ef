// SPDX-License-Identifier: Apache-2.0
/** Indexing as a service. */
@NullMarked
package porthole.indexing.internal;

import org.jspecify.annotations.NullMarked;
