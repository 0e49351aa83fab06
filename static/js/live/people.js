// Who is who in the room, and who would be given a line. The server decides; this only foretells.
export const KEEPERS = new Set(["agency", "chair", "minute_taker", "family"]);

export function nameOf(room, person) {
  const found =
    room.family.find((each) => each.person === person) || room.participants.find((each) => each.person === person);
  return found ? apart(found.called) : "Somebody else";
}

// A name written from right to left must not take the commas and numbers beside it along.
export const apart = (name) => (/[\u0590-\u08ff\ufb1d-\ufefc]/.test(name) ? `\u2068${name}\u2069` : name);

const PARENTS = new Set(["mother", "father"]);

export const isFamily = (room, person) => room.family.some((each) => each.person === person);

export function everybody(room) {
  const professionals = room.participants.filter((each) => !isFamily(room, each.person));
  return [
    ...room.family.map(({ person, name, who, not_told }) => ({ person, name, note: who, family: true, barred: not_told })),
    ...professionals.map(({ person, name, agency, label }) => ({ person, name, note: agency || label, family: false, barred: false })),
  ];
}

// Words that name no child are about every child of the meeting.
function belongs(member, about, room) {
  if (member.child) return true;
  const named = room.family.filter((each) => each.child && about.includes(each.person));
  return (named.length ? named : room.children).every((child) => member.of.includes(child.person));
}

export function presentPeople(record) {
  return record.room.participants.filter((each) => record.isPresent(each.id) && KEEPERS.has(each.capacity));
}

export function professionalsHere(record) {
  return presentPeople(record).filter((each) => !isFamily(record.room, each.person) && each.capacity !== "family").map((each) => each.person);
}

export function likelyAudience(record, { about, restricted }) {
  const { room, part } = record;
  const family = presentPeople(record)
    .map((each) => room.family.find((member) => member.person === each.person))
    .filter((member) => member && !member.not_told && belongs(member, about, room))
    .map((member) => member.person);
  const kin = { everyone: family, one_parent: theOneParent(record), professionals: [] }[part?.kind] || [];
  const given = family.filter((person) => kin.includes(person));
  return [...(restricted ? [] : given), ...professionalsHere(record)];
}

// The parent a part is held for: whoever of the family is here alone, or the only parent here.
function theOneParent(record) {
  const { room } = record;
  const here = presentPeople(record).filter((each) => each.capacity === "family").map((each) => each.person);
  if (here.length < 2) return here;
  const parents = here.filter((person) => room.family.some((each) => each.person === person && PARENTS.has(each.who)));
  return parents.length === 1 ? parents : [];
}

// Whether somebody who is here would be given a line like this one.
export function wouldBeGiven(record, each, { about, restriction }) {
  const { room, part } = record;
  const member = room.family.find(({ person }) => person === each.person);
  if (!member) return each.capacity !== "family";
  if (restriction === "restricted" || member.not_told || !belongs(member, about, room)) return false;
  if (part?.kind === "one_parent") return theOneParent(record).includes(each.person);
  return part?.kind === "everyone";
}

export function audienceWords(room, people) {
  if (people === null || people === undefined) return "";
  if (!people.length) return "Nobody yet";
  const family = people.filter((person) => isFamily(room, person)).map((person) => nameOf(room, person));
  const others = people.length - family.length;
  const staff = others === 1 ? "1 professional" : `${others} professionals`;
  if (!family.length) return `Professionals only (${others})`;
  return [...family, ...(others ? [staff] : [])].join(", ");
}
