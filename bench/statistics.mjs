// Medians, quartiles, and ratios of what was measured in the same round.

/** Median and quartiles. */
export function summary(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { median: at(0.5), q1: at(0.25), q3: at(0.75), n: sorted.length };
}

/**
 * Sums up rounds, each of which has a number for each client. The answer has, for each client in
 * `names`, a summary of its numbers and one of their ratios to `base` in the same round.
 */
export function compare(rounds, names, base) {
  const clients = {};
  for (const name of names) {
    clients[name] = summary(rounds.map((round) => round[name]));
    clients[name].ratio = summary(rounds.map((round) => round[name] / round[base]));
  }
  return clients;
}

export function shuffled(items) {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}
