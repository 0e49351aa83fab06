// Flesch-Kincaid grade level for English; reading age in years = grade + 5. It warns, never blocks.
const AIM = 9;
const HIGHEST = 18; // beyond this the formula measures nothing more

function syllables(word) {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length <= 3) return 1;
  const groups = letters.replace(/(?:[^laeiouy]es|[^laeiouyt]ed|[^laeiouy]e)$/, "").replace(/^y/, "").match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups ? groups.length : 1);
}

export function readingAge(text) {
  const found = text.match(/[A-Za-z'’]+/g) || [];
  if (found.length < 5) return null;
  const sentences = Math.max(1, (text.match(/[.!?]+(?:\s|$)/g) || []).length);
  const sounds = found.reduce((total, word) => total + syllables(word), 0);
  const grade = 0.39 * (found.length / sentences) + 11.8 * (sounds / found.length) - 15.59;
  return Math.max(5, Math.round(grade + 5));
}

export function readingAgeWords(text) {
  const age = readingAge(text);
  if (age === null) return "";
  const advice = age > AIM ? `Try shorter words and sentences: aim for ${AIM}.` : "Good.";
  const years = age >= HIGHEST ? `${HIGHEST} or more` : `about ${age}`;
  return `Reading age ${years} (Flesch-Kincaid, English). ${advice}`;
}
