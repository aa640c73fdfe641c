/** Sets aside one item of an order. An activity may do anything: call a service, write to a database. */
export async function reserveItem(_, item) {
  return `${item} reserved`;
}

/** Hands the parcel over and answers its number. */
export async function shipOrder(_, order) {
  return `parcel-${order.id}`;
}
