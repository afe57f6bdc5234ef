// SPDX-License-Identifier: Apache-2.0
/** Who works when: a bounded number of threads for any number of indexes. */
@NullMarked
package porthole.indexing.internal.work;

import org.jspecify.annotations.NullMarked;
