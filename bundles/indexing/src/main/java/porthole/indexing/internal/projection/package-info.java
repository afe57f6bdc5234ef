// SPDX-License-Identifier: Apache-2.0
/** What queries make of the documents that they find. */
@NullMarked
package porthole.indexing.internal.projection;

import org.jspecify.annotations.NullMarked;
