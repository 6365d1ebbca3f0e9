/**
 * What a column probably is, told from its header: the names that labs, questionnaires and tools use, in English,
 * German and Korean. A guess is always shown, and flags or `heartface.json` overrule it.
 */
const roles = {
  participant: [
    /^(participant|subject|subj|sub|ppt?|pid|sid|vpn?|versuchsperson|teilnehmer(in)?|proband(in)?|person|user|respondent|patient)([ _.-]?(id|no|nr|num|number|code|name))?$/,
    /^(참가자|피험자|대상자|사용자|실험자|응답자)([ _.-]?(id|번호|코드|명|이름))?$/,
    /^(id|code|name|학번|이름|성명)$/,
  ],
  trial: [
    /^(trial|event|시행|회차)([ _.-]?(id|no|nr|num|number|index|번호))?$/,
    /^(stimulus|stim|clip|video|film|movie|picture|image|item|자극|영상|비디오)([ _.-]?(id|no|nr|num|number|index|name|번호|명))?$/,
    /^(condition|block|session|run|조건|블록|세션)([ _.-]?(id|no|nr|num|number|index|번호))?$/,
  ],
  stimulus: [
    /^(stimulus|stim|clip|video|film|movie|picture|image|자극|영상|비디오)([ _.-]?(id|no|nr|num|number|index|name|번호|명))?$/,
  ],
  window: [
    /^(window|win|segment|seg|epoch|bin|윈도우|구간|창)([ _.-]?(id|no|nr|num|number|index|idx|번호))?$/,
  ],
  split: [/^(split|set|fold|partition|subset|분할)$/],
  label: [
    /^(quadrant|사분면)$/,
    /^(label|class|target|y|emotion|affect|category|라벨|레이블|클래스|감정|정서|정답)([ _.-]?(label|class|name|id|명))?$/,
    /^(valence|arousal|condition|조건|정서가|각성|각성도)$/,
  ],
  arousal: [/(^|[ _.-])(arousal|erregung)($|[ _.-])/, /각성/],
  valence: [/(^|[ _.-])(valence|valenz)($|[ _.-])/, /정서가|쾌도|유인가/],
  rating: [
    /(^|[ _.-])(ratings?|rated|sam|self[ _.-]?report(ed)?|dominance)($|[ _.-])/,
    /^rated|rating$/,
    /평정|평가/,
  ],
  ei: [
    /^(ei|eq|eis|emotional[ _.-]?intelligence|정서[ _.-]?지능|감성[ _.-]?지능)([ _.-]?(total|score|sum|mean|총점|점수|합계|평균))?$/,
    /^(teique|sseit|wleis|msceit|aes|eqi|eq-i|tmms)([ _.-]?(sf|total|score|sum|mean))*$/,
    /^tas([ _.-]?20)?([ _.-]?(total|score|sum))?$/,
    /^(ei|eq|정서[ _.-]?지능|감성[ _.-]?지능)[ _.-]?(group|level|그룹|집단|수준)$/,
  ],
  eiInverse: [/^tas/, /alexithymia/],
  eiSubscale: [/^(ei|eq|teique|sseit|wleis|msceit|tas|tas20|정서지능|감성지능)[ _.-]./],
  covariate: [
    /^(age|sex|gender|group|arm|treatment|drug|medication|dose|bmi|handedness|wave|site|나이|연령|성별|집단|그룹)$/,
  ],
  factor: [
    /^(condition|block|session|run|phase|task|instruction|regulation|strategy|order|repetition|day|visit|intensity|modality)([ _.-]?(id|no|nr|num|number|index|name|type))?$/,
    /^(조건|블록|세션|지시|과제|단계|회기)$/,
  ],
  counter: [/^(row|rowno|row[ _.-]?(no|nr|num|number|id)|index|unnamed.*|x|x1|no|nr|번호|순번)$/],
  ecg: [
    /(^|[ _.-])(ecg|ekg|heart|herz|cardiac|hrv?|bpm|ibi|rri?|nni?|rsa|rmssd|sdnn|sdsd|sdann|p?nn[0-9]+|v?lf|u?hf|lfhf|lf[ _./-]?hf|tpow|dpow|dhz|ppow|phz|cohratio|sd1|sd2|sampen|apen|dfa|qt|qtc|심박|심전도)/,
    /^(ln|log)?(v?lf|hf|rmssd|sdnn|rsa)/,
    /^(vlf|lf|hf)(p|nu)?$/,
  ],
  face: [
    /(^|[ _.-])(face|facial|gesicht|emg|corr|corrugator|zyg|zygomatic(us)?|smile|brow|mouth|eye|blink|gaze|pose|head|expression|micro|landmark|lbp|hoof|flow|strain|mdmo|얼굴|표정)/,
    /(^|[ _.-])f?au[ _.-]?[0-9]{1,2}/,
    /^(joy|anger|angry|happy|happiness|sad|sadness|fear|disgust|surprise|contempt|engagement|attention|smirk)$/,
  ],
} as const satisfies Record<string, readonly RegExp[]>;

/** A role that a header can hint at. */
export type RoleHint = keyof typeof roles;

/**
 * How well a header fits a role.
 *
 * @param header - the column's name as the file writes it
 * @param role - the role asked about
 * @returns 0 for the best pattern of the role, 1 for the next …, or undefined when none fits
 */
export function fit(header: string, role: RoleHint): number | undefined {
  const name = header
    .normalize("NFC")
    .trim()
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
  const plain = header.normalize("NFC").trim().toLowerCase();
  const at = roles[role].findIndex((pattern) => pattern.test(name) || pattern.test(plain));
  return at < 0 ? undefined : at;
}

/** The header that fits a role best, the first of equals; undefined when none fits. */
export function best(headers: readonly string[], role: RoleHint): string | undefined {
  let found: string | undefined;
  let rank = Number.POSITIVE_INFINITY;
  for (const header of headers) {
    const at = fit(header, role);
    if (at !== undefined && at < rank) {
      found = header;
      rank = at;
    }
  }
  return found;
}
