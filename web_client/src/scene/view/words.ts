/** What the scene says by itself; the page may hand in another language. */
export interface SceneWords {
  readonly tongue: "ko" | "en";
  readonly scene: string;
  readonly stick: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly turnLeft: string;
  readonly turnRight: string;
  readonly overview: string;
  readonly me: string;
  readonly counted: (count: number) => string;
  /** The wall screen of a hall. */
  readonly screenTitle: (hall: string) => string;
  readonly screenLines: readonly string[];
  readonly screenHere: (count: number) => string;
  /** The same screen while one attends a forum there. */
  readonly screenAttend: (present: number, onsite: number) => string;
  /** Over the seats of those who do not walk here: in the real hall, and on the light page. */
  readonly seatedOnsite: (count: number) => string;
  readonly seatedPage: (count: number) => string;
  /** A message of staff to everybody. */
  readonly screenTold: (text: string) => string;
  /** Over who has the floor, and over the microphones with how many wait there. */
  readonly speaks: (name: string) => string;
  readonly line: (camp: "pro" | "con", waiting: number) => string;
  readonly screenPaused: string;
  readonly screenNobody: string;
  readonly screenSomebody: string;
  readonly screenSpeaks: (name: string) => string;
  readonly screenNext: (place: number, name: string) => string;
  readonly screenVoting: (left: string) => string;
  readonly screenVoted: (voted: number) => string;
  readonly screenResult: string;
  readonly screenVotes: (votes: number) => string;
}

export const KOREAN: SceneWords = {
  tongue: "ko",
  scene: "가상 김해 광장. 화살표로 걷고, 더하기와 빼기로 멀리 또는 가까이 봅니다. 같은 내용이 목록에 있습니다.",
  stick: "걷기 조종간. 끌어서 걷습니다.",
  zoomIn: "가까이 보기",
  zoomOut: "멀리 보기",
  turnLeft: "왼쪽으로 돌아보기",
  turnRight: "오른쪽으로 돌아보기",
  overview: "김해 전체 보기",
  me: "나",
  counted: (count) => `여기 ${count}명`,
  screenTitle: (hall) => `${hall} · 김해`,
  screenLines: [
    "어서 오세요. 여기는 모두의 광장입니다.",
    "가까이 가면 그 사람의 말이 들립니다.",
    "무대 앞 파란 동그라미는 찬성, 황토 네모는 반대 줄입니다.",
  ],
  screenHere: (count) => `지금 광장에 ${count}명이 있습니다.`,
  screenAttend: (present, onsite) => `${present}명이 참여하고 있습니다. 현장 ${onsite}명.`,
  seatedOnsite: (count) => `현장 ${count}명`,
  seatedPage: (count) => `화면으로 참여 ${count}명`,
  screenTold: (text) => `알림  ${text}`,
  speaks: (name) => `${name} · 발언 중`,
  line: (camp, waiting) => `${camp === "pro" ? "찬성" : "반대"} 마이크 · ${waiting}명`,
  screenPaused: "토론회가 잠시 멈췄습니다.",
  screenNobody: "다음 발언을 기다립니다.",
  screenSomebody: "이름 없는 참여자",
  screenSpeaks: (name) => `지금 말하는 사람  ${name}`,
  screenNext: (place, name) => `다음 ${place}  ${name}`,
  screenVoting: (left) => `투표하는 중  ${left} 남음`,
  screenVoted: (voted) => `${voted}명이 투표했습니다.`,
  screenResult: "투표 결과",
  screenVotes: (votes) => `${votes}명`,
};

export const ENGLISH: SceneWords = {
  tongue: "en",
  scene:
    "The square of virtual Gimhae. Walk with the arrow keys, plus and minus look closer or farther. The list has the same.",
  stick: "Walking stick. Drag it to walk.",
  zoomIn: "Look closer",
  zoomOut: "Look farther",
  turnLeft: "Look to the left",
  turnRight: "Look to the right",
  overview: "See all of Gimhae",
  me: "Me",
  counted: (count) => `${count} here`,
  screenTitle: (hall) => `${hall} · Gimhae`,
  screenLines: [
    "Welcome. This square belongs to everybody.",
    "Come close to hear what somebody says.",
    "At the stage: blue circle to agree, ochre square to disagree.",
  ],
  screenHere: (count) => `${count} people are in the square now.`,
  screenAttend: (present, onsite) => `${present} attend, ${onsite} of them in the hall.`,
  seatedOnsite: (count) => `In the hall: ${count}`,
  seatedPage: (count) => `By the page: ${count}`,
  screenTold: (text) => `Message  ${text}`,
  speaks: (name) => `${name} · speaking`,
  line: (camp, waiting) => `Microphone ${camp === "pro" ? "for" : "against"} · ${waiting}`,
  screenPaused: "The forum is paused.",
  screenNobody: "Waiting for the next speaker.",
  screenSomebody: "Unnamed participant",
  screenSpeaks: (name) => `Speaking now  ${name}`,
  screenNext: (place, name) => `Next ${place}  ${name}`,
  screenVoting: (left) => `Voting  ${left} left`,
  screenVoted: (voted) => `${voted} have voted.`,
  screenResult: "The result",
  screenVotes: (votes) => `${votes}`,
};

export const WORDS: Readonly<Record<"ko" | "en", SceneWords>> = { ko: KOREAN, en: ENGLISH };
